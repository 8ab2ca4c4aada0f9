package dev.dateline.bench.train;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dateline.analysis.languages.GramTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the table of pieces of words by which the analysis tells languages, from the npm package {@code eld} 2.1.0 (Apache-2.0, its
 * {@code src/dictionary.js} and {@code src/ngrams/small.js}): {@code BuildLanguageTable DICTIONARY.JS NGRAMS.JS TABLE}. The same
 * package gives the same bytes.
 */
public final class BuildLanguageTable {

    /** What the package took from every score to make its own table smaller. */
    private static final int TAKEN_FROM_SCORES = 53;

    private static final int LARGEST_SCORE = 255;

    /** Both files are JavaScript literals, which JSON is but a strict form of. */
    private static final ObjectMapper LITERALS = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private BuildLanguageTable() {}

    /** Builds; the arguments are the two files and the file to write. */
    public static void main(String[] arguments) throws IOException {
        try (OutputStream out = Files.newOutputStream(Path.of(arguments[2]))) {
            build(Files.readString(Path.of(arguments[0])), Files.readString(Path.of(arguments[1])), out);
        }
    }

    static void build(String dictionary, String ngrams, OutputStream out) throws IOException {
        Map<Character, Byte> bytes = bytes(LITERALS.readTree(literal(dictionary, '[')));
        JsonNode data = LITERALS.readTree(literal(ngrams, '{'));
        List<String> languages = new ArrayList<>();
        for (JsonNode language : data.path("languages")) {
            languages.add(language.asText());
        }
        SortedMap<Long, SortedMap<Integer, Integer>> grams = new TreeMap<>();
        data.path("ngrams").properties().forEach(gram -> {
            SortedMap<Integer, Integer> scores = new TreeMap<>();
            gram.getValue()
                    .properties()
                    .forEach(score -> scores.put(
                            Integer.parseInt(score.getKey()),
                            Math.min(LARGEST_SCORE, score.getValue().asInt() + TAKEN_FROM_SCORES)));
            grams.put(packed(gram.getKey(), bytes), scores);
        });
        if (grams.isEmpty()) {
            throw new IOException("there are no pieces of words in the file");
        }
        GramTable.write(languages, grams, out);
    }

    private static String literal(String script, char open) throws IOException {
        int begin = script.indexOf(open, script.indexOf("export const"));
        if (begin < 0) {
            throw new IOException("there is no exported literal in the file");
        }
        return script.substring(begin);
    }

    /** The package writes each byte of UTF-8 as a letter of its own; a space stands for bytes that words do not have. */
    private static Map<Character, Byte> bytes(JsonNode dictionary) {
        Map<Character, Byte> bytes = new HashMap<>();
        for (int i = 0; i < dictionary.size(); i++) {
            bytes.putIfAbsent(dictionary.get(i).asText().charAt(0), (byte) i);
        }
        bytes.put(' ', (byte) ' ');
        return bytes;
    }

    private static long packed(String gram, Map<Character, Byte> bytes) {
        byte[] piece = new byte[gram.length()];
        for (int i = 0; i < piece.length; i++) {
            Byte value = bytes.get(gram.charAt(i));
            if (value == null) {
                throw new IllegalArgumentException("the dictionary has no " + gram.charAt(i));
            }
            piece[i] = value;
        }
        return GramTable.pack(piece);
    }
}
