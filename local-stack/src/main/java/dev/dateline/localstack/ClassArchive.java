package dev.dateline.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaded classes of a Java program, which the first orderly end of it leaves in a file and every later start maps
 * instead of reading the jars again. Only a whole file ever gets the final name: Java runs slower, and says so, on half of one.
 */
final class ClassArchive {

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

    private final Path archive;
    private final Path draft;

    ClassArchive(String program, Path own) {
        // An archive serves only the very Java that wrote it.
        this.archive = ProgramFolder.forDerived(own).resolve(program + "-java-" + Runtime.version() + ".jsa");
        this.draft = own.resolve("classes.jsa");
    }

    /** {@return the option of the java command that uses the archive, or drafts it if there is none} */
    String option() {
        return Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-XX:ArchiveClassesAtExit=" + draft;
    }

    /** Makes the draft the archive; called when the program has ended by itself. */
    void keepDraft() {
        if (!Files.exists(draft)) {
            return;
        }
        try {
            Path beside = Files.createTempFile(archive.getParent(), "classes", ".jsa");
            Files.copy(draft, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(draft);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).addKeyValue("archive", archive).log("No class archive kept, starts stay slower");
        }
    }
}
