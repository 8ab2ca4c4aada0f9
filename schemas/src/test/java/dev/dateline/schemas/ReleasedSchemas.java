package dev.dateline.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The versions of each record that ever wrote data, {@code released/RECORD/VERSION.avsc}, each complete in itself.
 * Topics and stores hold what they wrote, so a released file is never changed.
 */
final class ReleasedSchemas {

    private static final Path FOLDER = Path.of("released");

    private ReleasedSchemas() {}

    /** The released versions of a record, the oldest first; empty if there is none. */
    static SortedMap<Integer, Schema> of(Schema current) {
        SortedMap<Integer, Schema> versions = new TreeMap<>();
        Path folder = FOLDER.resolve(current.getName());
        if (!Files.isDirectory(folder)) {
            return versions;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                int version = Integer.parseInt(file.getFileName().toString().replace(".avsc", ""));
                versions.put(version, new Schema.Parser().parse(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }

    /** The newest released version of a record; null if there is none. */
    static @Nullable Schema newest(Schema current) {
        SortedMap<Integer, Schema> versions = of(current);
        return versions.isEmpty() ? null : versions.get(versions.lastKey());
    }

    /** Names of the records that have released versions. */
    static Stream<String> names() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a schema down as the next version of its record. */
    static Path release(Schema current) throws IOException {
        SortedMap<Integer, Schema> versions = of(current);
        int version = versions.isEmpty() ? 1 : versions.lastKey() + 1;
        Path file = FOLDER.resolve(current.getName()).resolve(version + ".avsc");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, current.toString(true) + "\n");
    }
}
