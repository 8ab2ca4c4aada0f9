package dev.dateline.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.enrich.words.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the table of how common words are in news from files of articles, JSON lines with {@code title} and {@code text}:
 * {@code BuildBackground TABLE FILE...}. Words of fewer than three articles are left out: they weigh nearly the same as
 * unknown ones.
 */
public final class BuildBackground {

    private static final int FEWEST = 3;

    private BuildBackground() {}

    /** Builds; the arguments are the file to write and the files to read. */
    public static void main(String[] arguments) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> texts = new ArrayList<>();
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            for (String line : Files.readAllLines(Path.of(file))) {
                JsonNode article = json.readTree(line);
                texts.add(article.path("title").asText() + " "
                        + article.path("text").asText());
            }
        }
        StringBuilder table = new StringBuilder().append(texts.size()).append('\n');
        Map<String, Integer> counts = new TreeMap<>(Background.count(texts));
        counts.forEach((stem, count) -> {
            if (count >= FEWEST) {
                table.append(stem).append('\t').append(count).append('\n');
            }
        });
        Files.writeString(Path.of(arguments[0]), table);
    }
}
