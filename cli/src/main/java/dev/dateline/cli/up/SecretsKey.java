package dev.dateline.cli.up;

import dev.dateline.publish.subscription.SecretSeal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The key that seals the secrets of subscriptions, made at the first start and kept in the data folder. */
final class SecretsKey {

    private static final String NAME = "secrets.key";

    private SecretsKey() {}

    /** The file that holds it, which only its owner may read. */
    static Path in(Path data) throws IOException {
        Path file = data.resolve(NAME);
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(data);
        // Whole or not at all: half a key after a kill would be one that opens nothing.
        Path half = data.resolve(NAME + ".new");
        Files.deleteIfExists(half);
        boolean posix = data.getFileSystem().supportedFileAttributeViews().contains("posix");
        try (FileChannel out = posix
                ? FileChannel.open(
                        half,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(StandardCharsets.US_ASCII.encode(SecretSeal.newKey() + "\n"));
            out.force(true);
        }
        try {
            Files.move(half, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(half);
        }
        return file;
    }
}
