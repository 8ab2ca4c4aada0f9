package dev.dateline.localstack;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the programs lie that the stack starts: the build unpacks them beside both {@code target/classes} and the jar. */
final class ProgramFolder {

    private ProgramFolder() {}

    static Path path() {
        String given = System.getProperty(LocalStack.PROGRAMS_PROPERTY);
        return given == null ? besideOurClasses() : Path.of(given).toAbsolutePath();
    }

    /** {@return where what is made of the programs can be shared by all stacks, or else this stack's own folder} */
    static Path forDerived(Path own) {
        Path programs = path();
        return Files.isWritable(programs) ? programs : own;
    }

    private static Path besideOurClasses() {
        try {
            return Path.of(LocalStack.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling(".")
                    .normalize();
        } catch (URISyntaxException e) {
            throw new LocalStackException("Where the programs of the stack lie cannot be told", e);
        }
    }
}
