package dev.dateline.enrich.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.StreamsConfig;

/** A file beside the state of a topology while it runs: where it is there before a start, the process before was killed. */
final class RunningMarker {

    private final Path file;

    RunningMarker(StreamsSettings settings) {
        file = Path.of(String.valueOf(settings.values().get(StreamsConfig.STATE_DIR_CONFIG)))
                .resolve(settings.applicationId() + ".running");
    }

    /**
     * Marks that the topology runs; answers whether it was marked already.
     *
     * @throws UncheckedIOException if the state directory cannot be written to
     */
    boolean begin() {
        try {
            if (Files.exists(file)) {
                return true;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topology was closed, and so was all of its state. */
    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
