package dev.dateline.enrich.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How common each word is in news at large: in how many articles of a fixed collection its stem stands. Fixed, so that the
 * weight of a word does not depend on what else came in, and a log gives the same stories whenever it is read.
 */
public final class Background {

    private static final String FILE = "background.tsv";

    private final int articles;
    private final Map<String, Integer> frequencies;

    private Background(int articles, Map<String, Integer> frequencies) {
        this.articles = articles;
        this.frequencies = frequencies;
    }

    /** The table that ships with this module, loaded once per JVM. */
    public static Background standard() {
        return Standard.BACKGROUND;
    }

    /**
     * The inverse document frequency ln((N + 1) / (n + 1/2)) of a stem, N being the articles of the collection and n those
     * that the stem stands in; at least 0, greatest for what the collection does not know.
     */
    double weight(String stem) {
        return Math.max(0, StrictMath.log((articles + 1) / (frequencies.getOrDefault(stem, 0) + 0.5)));
    }

    /** In how many of the texts each stem stands that is no empty word; what the table is made from. */
    public static Map<String, Integer> count(List<String> texts) {
        Map<String, Integer> counts = new HashMap<>();
        for (String text : texts) {
            Set<String> stems = new HashSet<>();
            for (String word : Words.of(text)) {
                if (!Stems.isEmpty(word)) {
                    stems.add(Stems.stem(word));
                }
            }
            stems.forEach(stem -> counts.merge(stem, 1, Integer::sum));
        }
        return counts;
    }

    /** Reads the first line, the number of articles, then a stem, a tab and its number of articles a line. */
    private static Background load() {
        try (InputStream in = Objects.requireNonNull(Background.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int articles = Integer.parseInt(Objects.requireNonNull(lines.readLine(), "an empty table"));
            Map<String, Integer> frequencies = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                frequencies.put(line.substring(0, tab), Integer.valueOf(line.substring(tab + 1)));
            }
            return new Background(articles, frequencies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final Background BACKGROUND = load();
    }
}
