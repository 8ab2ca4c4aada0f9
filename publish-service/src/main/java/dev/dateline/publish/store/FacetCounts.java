package dev.dateline.publish.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many articles have which value.
 *
 * @param counted articles that were counted, the newest first
 * @param complete whether that is all of them; else there are at least as many as the counts say
 * @param values of each facet those that most articles have, the most frequent first
 */
public record FacetCounts(int counted, boolean complete, Map<Facet, List<Value>> values) {

    /**
     * A value.
     *
     * @param id as filters take it
     * @param label what the newest of these articles calls it; null where the id says it
     * @param articles how many of those counted have it
     */
    public record Value(String id, @Nullable String label, int articles) {}
}
