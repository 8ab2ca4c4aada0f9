package dev.dateline.runtime.watched;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, read again when the file has changed. A change that cannot be read is logged once and leaves what was
 * read before in force: a slip of the pen must not shut the door. Thread-safe.
 *
 * @param <T> what the file is read into, immutable
 */
public final class WatchedFile<T> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    /** Looking at a file costs a system call; a second is soon enough for an operator. */
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final @Nullable Path file;
    private final Reader<T> reader;
    private volatile T content;
    private volatile long lookedAt = System.nanoTime();
    private @Nullable Object seen;

    /**
     * Reads a file's content.
     *
     * @param <T> what it is read into
     */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads the file.
         *
         * @throws IOException if it cannot be read, or does not say what it should; the message says what is wrong
         */
        T read(Path file) throws IOException;
    }

    /**
     * Reads the file for the first time.
     *
     * @throws IOException if that fails
     */
    public WatchedFile(Path file, Reader<T> reader) throws IOException {
        this.file = file;
        this.reader = reader;
        this.seen = version(file);
        this.content = reader.read(file);
    }

    /** What stands for a file that there is not. */
    public static <T> WatchedFile<T> none(T content) {
        return new WatchedFile<>(content);
    }

    private WatchedFile(T content) {
        this.file = null;
        this.reader = path -> content;
        this.content = content;
    }

    /** What the file says now, at most a second late. */
    public T content() {
        if (file != null && System.nanoTime() - lookedAt >= LOOK_EVERY_NANOS) {
            look(file);
        }
        return content;
    }

    private synchronized void look(Path file) {
        if (System.nanoTime() - lookedAt < LOOK_EVERY_NANOS) {
            return;
        }
        lookedAt = System.nanoTime();
        Object version = null;
        try {
            version = version(file);
            if (!version.equals(seen)) {
                content = reader.read(file);
                LOG.info("Read {} again, it has changed", file);
            }
        } catch (IOException e) {
            if (seen != null && !seen.equals(version)) {
                LOG.error("{} cannot be read; what it said before stays in force: {}", file, e.toString());
            }
        }
        seen = version;
    }

    private static Object version(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        record Version(
                long modifiedNanos, long size, @Nullable Object key) {}
        return new Version(now.lastModifiedTime().to(TimeUnit.NANOSECONDS), now.size(), now.fileKey());
    }
}
