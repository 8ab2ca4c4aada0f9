package dev.dateline.bench.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An article of a labelled set.
 *
 * @param document its title and body, the dateline set before the body where the set keeps it apart
 * @param node the line as it stands in the file
 */
public record LabelledArticle(Document document, JsonNode node) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".jsonl";

    /** What people said of the article; a missing node where the line has no such label. */
    JsonNode label(String name) {
        return node.path("labels").path(name);
    }

    /** Title and body, as they are read. */
    String text() {
        return document.text(Field.TITLE) + "\n" + document.text(Field.BODY);
    }

    /** The texts of a list of labels. */
    List<String> labels(String name) {
        return label(name).valueStream().map(JsonNode::asText).toList();
    }

    /**
     * Reads a file of JSON lines, or every such file below a folder.
     *
     * @throws IOException if there is none, or one cannot be read
     */
    public static List<LabelledArticle> read(Path path) throws IOException {
        List<LabelledArticle> articles = new ArrayList<>();
        for (Path file : files(path)) {
            try (Stream<String> lines = Files.lines(file)) {
                for (String line : (Iterable<String>) lines.filter(text -> !text.isBlank())::iterator) {
                    articles.add(of(JSON.readTree(line)));
                }
            }
        }
        return articles;
    }

    /** Reads what there is directly in a folder of such files; lines that are no JSON are passed over. */
    static List<LabelledArticle> readAny(Path folder) throws IOException {
        List<LabelledArticle> articles = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> in = Files.list(folder)) {
            files = in.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    parsed(line).ifPresent(articles::add);
                }
            }
        }
        return articles;
    }

    private static Optional<LabelledArticle> parsed(String line) {
        try {
            return Optional.of(of(JSON.readTree(line)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static LabelledArticle of(JsonNode node) {
        String title = node.path("title").asText("");
        String body = node.path("text").asText("");
        String dateline = node.path("dateline").asText("");
        return new LabelledArticle(Document.of(title, dateline.isEmpty() ? body : dateline + " " + body), node);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> files = below.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IOException("No " + SUFFIX + " file below " + path);
            }
            return files;
        }
    }
}
