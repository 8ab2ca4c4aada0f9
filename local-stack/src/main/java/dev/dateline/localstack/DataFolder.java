package dev.dateline.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a stack keeps everything in, held for one stack at a time by a lock that the system releases when the
 * holder dies.
 */
final class DataFolder implements AutoCloseable {

    // The system's lock does not tell two stacks of one JVM apart, and closing a second handle would release it.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final Path heldAs;
    private final FileChannel lockFile;

    private DataFolder(Path root, Path heldAs, FileChannel lockFile) {
        this.root = root;
        this.heldAs = heldAs;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder if it is missing and holds it.
     *
     * @throws DataFolderInUseException if another stack holds it
     */
    static DataFolder open(Path root) {
        try {
            Files.createDirectories(root);
            Path real = root.toRealPath();
            if (!HELD_HERE.add(real)) {
                throw new DataFolderInUseException(root, "this process");
            }
            FileChannel channel = lock(root);
            if (channel == null) {
                HELD_HERE.remove(real);
                throw new DataFolderInUseException(root, "process " + holder(root));
            }
            return new DataFolder(root, real, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + root + " cannot be used", e);
        }
    }

    private static @Nullable FileChannel lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return null;
        }
        channel.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static String holder(Path root) throws IOException {
        return Files.readString(root.resolve("lock"), StandardCharsets.US_ASCII);
    }

    /** {@return the folder of one part, made if missing} */
    Path of(String part) {
        return directory(root.resolve(part));
    }

    /** {@return the file that a process of the stack writes its output to} */
    Path log(String process) {
        return directory(root.resolve("logs")).resolve(process + ".log");
    }

    /** {@return the file that names a running process of the stack} */
    Path pidFile(String process) {
        return directory(root.resolve("run")).resolve(process + ".pid");
    }

    /** Ends the processes of a killed stack that still run on this folder. */
    void endLeftOvers() {
        try (Stream<Path> files = Files.list(directory(root.resolve("run")))) {
            files.forEach(GuardedProcess::endLeftOver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(heldAs);
        }
    }
}
