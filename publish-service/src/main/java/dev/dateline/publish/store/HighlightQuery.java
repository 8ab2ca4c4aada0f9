package dev.dateline.publish.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Finds where articles say what was looked for, by the rules of each article's language. */
final class HighlightQuery {

    /** Of a body, in UTF-16 units; a word far down in a long text is found all the same, and not highlighted. */
    private static final int LONGEST_BODY = 20_000;

    private static final String OPTIONS =
            "HighlightAll=true, StartSel=" + Highlight.BEGIN + ", StopSel=" + Highlight.END;

    private static final ObjectMapper JSON = new ObjectMapper();

    private HighlightQuery() {}

    private record Text(long seq, String id, String title, String body) {}

    /** By article id, title first. */
    static Map<String, List<Highlight>> find(Handle handle, String words, List<ArticleItem> items) {
        Map<String, List<Highlight>> found = new LinkedHashMap<>();
        Map<Long, Text> texts = new LinkedHashMap<>();
        items.stream().map(HighlightQuery::text).forEach(text -> texts.put(text.seq(), text));
        if (texts.isEmpty()) {
            return found;
        }
        handle.createQuery("""
                        SELECT seq, ts_headline(config, texts.title, query, :options),
                            ts_headline(config, texts.body, query, :options)
                        FROM unnest(:seqs::bigint[], :titles::text[], :bodies::text[]) AS texts (seq, title, body)
                            JOIN articles USING (seq)
                            CROSS JOIN LATERAL (SELECT search_config(language) AS config) AS configs
                            CROSS JOIN LATERAL (SELECT websearch_to_tsquery(config, :words) AS query) AS queries
                        WHERE seq = ANY (:seqs::bigint[])""")
                .bind("options", OPTIONS)
                .bind("words", WordQuery.searchable(words))
                .bindArray("seqs", Long.class, texts.keySet())
                .bindArray(
                        "titles",
                        String.class,
                        texts.values().stream()
                                .map(Text::title)
                                .map(Highlight::markable)
                                .toList())
                .bindArray(
                        "bodies",
                        String.class,
                        texts.values().stream()
                                .map(Text::body)
                                .map(Highlight::markable)
                                .toList())
                .map((row, context) -> {
                    Text text = Objects.requireNonNull(texts.get(row.getLong(1)), "only these were asked for");
                    List<Highlight> marked = new ArrayList<>(Highlight.marked("title", text.title(), row.getString(2)));
                    marked.addAll(Highlight.marked("body", text.body(), row.getString(3)));
                    return Map.entry(text.id(), marked);
                })
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static Text text(ArticleItem item) {
        try {
            JsonNode article = JSON.readTree(item.record()).path("article");
            String body = article.path("body").asText();
            return new Text(
                    item.seq(),
                    article.path("id").asText(),
                    article.path("title").asText(),
                    body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored article is not JSON", e);
        }
    }
}
