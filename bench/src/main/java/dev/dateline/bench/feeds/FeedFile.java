package dev.dateline.bench.feeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file of the set, with what is expected of it.
 *
 * @param path where it is
 * @param project the repository that it comes from
 * @param kind of document, as the manifest guesses
 * @param name its path within that repository
 * @param assertion what feedparser asserts, null for others
 * @param wellFormed whether feedparser's suite counts it among the well-formed ones
 * @param expected what gofeed expects, null for others
 * @param valid whether its own suite calls it valid, null where nothing is said
 */
public record FeedFile(
        Path path,
        String project,
        String kind,
        String name,
        @Nullable String assertion,
        boolean wellFormed,
        @Nullable Path expected,
        @Nullable Boolean valid) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The files below a folder: those that its manifest lists and that are there, or all of them where it has no manifest. */
    public static List<FeedFile> in(Path folder) throws IOException {
        Path manifest = folder.resolve("manifest.jsonl");
        List<FeedFile> files = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.exists(manifest)) {
            for (String line : Files.readAllLines(manifest)) {
                if (!line.isBlank()) {
                    listed(folder, MAPPER.readTree(line)).ifPresent(files::add);
                }
            }
            return files;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(path -> files.add(new FeedFile(
                            path,
                            "(unlisted)",
                            "unlisted",
                            folder.relativize(path).toString(),
                            null,
                            false,
                            null,
                            null)));
        }
        return files;
    }

    private static Optional<FeedFile> listed(Path folder, JsonNode row) {
        String listed = row.path("path").asText();
        Path path = locate(folder, listed);
        if (path == null) {
            return Optional.empty();
        }
        JsonNode expect = row.path("expect");
        String assertion = expect.path("expect_py").asText("");
        String stem = path.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        Path expected = expect.has("expected_json")
                ? path.resolveSibling(
                        Path.of(expect.path("expected_json").asText()).getFileName())
                : path.resolveSibling(stem + "_expected.json");
        String directory = listed.replace('\\', '/');
        return Optional.of(new FeedFile(
                path,
                row.path("repo").asText("(unknown)"),
                row.path("kind").asText("unknown"),
                row.path("repo_path").asText(listed),
                assertion.isEmpty() ? null : assertion,
                !directory.contains("/illformed/"),
                Files.exists(expected) ? expected : null,
                expect.has("valid") ? expect.path("valid").asBoolean() : null));
    }

    /** The manifest names files from the folder above; a folder of another name may hold the same tree. */
    private static @Nullable Path locate(Path folder, String listed) {
        Path whole = Path.of(listed);
        Path withoutFirst = whole.getNameCount() > 1 ? whole.subpath(1, whole.getNameCount()) : whole;
        Path parent = folder.toAbsolutePath().normalize().getParent();
        return Stream.of(
                        folder.resolve(withoutFirst),
                        folder.resolve(whole),
                        parent == null ? whole : parent.resolve(whole))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }
}
