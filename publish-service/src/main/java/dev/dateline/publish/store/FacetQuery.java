package dev.dateline.publish.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.publish.store.FacetCounts.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts articles by what they have, and names what was counted. */
final class FacetQuery {

    /** Articles that are counted at most: to count these takes as long as the list beside it. */
    static final int MOST_COUNTED = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private FacetQuery() {}

    /** A key, how many articles have it, and the newest of them. */
    record Count(String key, int articles, long newest) {

        Count plus(Count other) {
            return new Count(key, articles + other.articles, Math.max(newest, other.newest));
        }
    }

    static FacetCounts count(Handle handle, ArticleFilter filter, Set<Facet> facets, int most) {
        Map<Facet, Map<String, Count>> counts = new EnumMap<>(Facet.class);
        facets.forEach(facet -> counts.put(facet, new HashMap<>()));
        List<ArticleQuery.Keys> counted = new ArticleQuery(handle, filter).keys(MOST_COUNTED);
        for (ArticleQuery.Keys article : counted) {
            for (String key : article.keys()) {
                counts.forEach((facet, values) -> {
                    if (key.startsWith(facet.prefix())) {
                        values.merge(key, new Count(key, 1, article.seq()), Count::plus);
                    }
                });
            }
        }
        Map<Facet, List<Count>> leaders = new EnumMap<>(Facet.class);
        counts.forEach((facet, values) -> leaders.put(
                facet,
                values.values().stream()
                        .sorted(Comparator.comparingInt(Count::articles)
                                .reversed()
                                .thenComparing(Count::key))
                        .limit(most)
                        .toList()));
        Map<Long, JsonNode> named = articles(
                handle,
                leaders.entrySet().stream()
                        .filter(entry -> isTag(entry.getKey()))
                        .flatMap(entry -> entry.getValue().stream())
                        .map(Count::newest)
                        .toList());
        Map<Facet, List<Value>> values = new EnumMap<>(Facet.class);
        leaders.forEach((facet, found) -> {
            List<Value> shown = new ArrayList<>();
            for (Count count : found) {
                String id = count.key().substring(facet.prefix().length());
                shown.add(new Value(id, label(named.get(count.newest()), facet, id), count.articles()));
            }
            values.put(facet, shown);
        });
        return new FacetCounts(counted.size(), counted.size() < MOST_COUNTED, values);
    }

    private static boolean isTag(Facet facet) {
        return facet.compareTo(Facet.FLASHPOINTS) <= 0;
    }

    private static @Nullable String label(@Nullable JsonNode article, Facet facet, String id) {
        if (article != null && isTag(facet)) {
            for (JsonNode tag : article.path(facet.key())) {
                if (tag.path("id").asText().equals(id)) {
                    return tag.path("label").asText();
                }
            }
        }
        return null;
    }

    private static Map<Long, JsonNode> articles(Handle handle, Collection<Long> seqs) {
        Map<Long, JsonNode> articles = new HashMap<>();
        handle.createQuery("SELECT seq, record FROM articles WHERE seq = ANY (:seqs)")
                .bindArray("seqs", Long.class, Set.copyOf(seqs))
                .map((row, context) -> Map.entry(row.getLong(1), parsed(row.getString(2))))
                .forEach(entry -> articles.put(entry.getKey(), entry.getValue()));
        return articles;
    }

    private static JsonNode parsed(String record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored article is not JSON", e);
        }
    }
}
