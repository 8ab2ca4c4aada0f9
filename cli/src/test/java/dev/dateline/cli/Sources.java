package dev.dateline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of the repository that are no Java. */
public final class Sources {

    private static final Path ROOT = root();

    private Sources() {}

    /** A file by its path from the root. */
    public static Path path(String name) {
        return ROOT.resolve(name).normalize();
    }

    /** What is in it. */
    public static String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tests run in their module's folder. */
    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("docker-compose.yml")))
                .findFirst()
                .orElseThrow();
    }
}
