package dev.dateline.bench.conll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.entities.EntityType;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import dev.dateline.analysis.text.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads articles that come with the names that stand in them, but not where: JSON lines with {@code text} and
 * {@code labels}, lists of names by class. A name is then marked wherever its words stand, the longest first, also those of
 * classes that are none of ours, which keeps shorter names out of them. A name under two classes counts as the one that comes first in
 * {@link #ORDER}.
 */
public final class MarkedArticles {

    private static final List<String> ORDER =
            List.of("person", "location", "organization", "facility", "norp", "product", "misc");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Label(List<String> words, Optional<EntityType> type) {}

    private MarkedArticles() {}

    /**
     * Reads a file, or the file {@code dev.jsonl} of a folder, into sentences.
     *
     * @throws IOException if it cannot be read or a line is not such an article
     */
    public static List<MarkedDocument> read(Path path) throws IOException {
        List<MarkedDocument> documents = new ArrayList<>();
        for (JsonNode article : articles(path)) {
            Map<String, List<Label>> labels = labels(article.path("labels"));
            documents.add(new MarkedDocument(document(article).sentences().stream()
                    .map(sentence -> mark(words(sentence), labels))
                    .toList()));
        }
        return documents;
    }

    /** Reads the same as texts that are not cut into words. */
    public static List<MarkedText> texts(Path path) throws IOException {
        List<MarkedText> texts = new ArrayList<>();
        for (JsonNode article : articles(path)) {
            Map<String, List<Label>> labels = labels(article.path("labels"));
            Set<MarkedText.Stretch> names = new HashSet<>();
            for (Sentence sentence : document(article).sentences()) {
                List<Token> tokens = sentence.tokens();
                for (MarkedSpan span : mark(words(sentence), labels).names()) {
                    names.add(new MarkedText.Stretch(
                            span.type(),
                            tokens.get(span.begin()).begin(),
                            tokens.get(span.end() - 1).end()));
                }
            }
            texts.add(new MarkedText(article.path("text").asText(), names));
        }
        return texts;
    }

    private static List<JsonNode> articles(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve("dev.jsonl") : path;
        List<JsonNode> articles = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    JsonNode article = MAPPER.readTree(line);
                    if (!article.path("text").isTextual()
                            || !article.path("labels").isObject()) {
                        throw new IOException(file + ": an article needs text and labels");
                    }
                    articles.add(article);
                }
            }
        }
        return articles;
    }

    private static Document document(JsonNode article) {
        return Document.of("", article.path("text").asText());
    }

    private static List<String> words(Sentence sentence) {
        return sentence.tokens().stream().map(Token::text).toList();
    }

    private static Map<String, List<Label>> labels(JsonNode classes) {
        Map<String, List<Label>> labels = new HashMap<>();
        List<String> names = new ArrayList<>();
        classes.fieldNames().forEachRemaining(names::add);
        names.sort((a, b) -> Integer.compare(rank(a), rank(b)));
        for (String name : names) {
            for (JsonNode label : classes.path(name)) {
                List<String> words = Tokenizer.tokens(label.asText()).stream()
                        .map(Token::text)
                        .toList();
                if (!words.isEmpty()) {
                    labels.computeIfAbsent(words.getFirst(), key -> new ArrayList<>())
                            .add(new Label(words, ConllFile.type(name)));
                }
            }
        }
        labels.values()
                .forEach(list -> list.sort(
                        (a, b) -> Integer.compare(b.words().size(), a.words().size())));
        return labels;
    }

    private static int rank(String name) {
        int rank = ORDER.indexOf(name.toLowerCase(Locale.ROOT));
        return rank < 0 ? ORDER.size() : rank;
    }

    private static MarkedSentence mark(List<String> words, Map<String, List<Label>> labels) {
        List<MarkedSpan> spans = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            for (Label label : labels.getOrDefault(words.get(i), List.of())) {
                int end = i + label.words().size();
                if (end <= words.size() && words.subList(i, end).equals(label.words())) {
                    int begin = i;
                    label.type().ifPresent(type -> spans.add(new MarkedSpan(type, begin, end)));
                    i = end - 1;
                    break;
                }
            }
        }
        return MarkedSentence.of(words, spans);
    }
}
