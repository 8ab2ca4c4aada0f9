package dev.dateline.publish.store;

import dev.dateline.publish.store.RankedPage.RankPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Ranks the newest articles that match words by how well they do: words in the title count most, many words in few the more. */
final class RankedQuery {

    /** Articles that are ranked at most: each must be looked at. Of news that many match, the newest are meant. */
    static final int MOST_RANKED = 1_000;

    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::score)
            .thenComparingLong(Scored::seq)
            .reversed();

    private RankedQuery() {}

    /** An article and how well it matches. */
    record Scored(long seq, float score) {}

    static RankedPage page(Handle handle, ArticleFilter filter, RankPlace place, int limit) {
        List<Scored> found =
                new ArrayList<>(new ArticleQuery(handle, filter).scored(place.from(), place.to(), MOST_RANKED));
        long oldest =
                found.size() < MOST_RANKED ? place.from() : found.getLast().seq();
        found.sort(BEST_FIRST);
        List<Scored> rest = found.stream().filter(place::isBefore).toList();
        List<Scored> shown = rest.subList(0, Math.min(limit, rest.size()));
        RankPlace next = shown.isEmpty()
                ? place
                : new RankPlace(
                        oldest,
                        place.to(),
                        shown.getLast().score(),
                        shown.getLast().seq());
        return new RankedPage(items(handle, shown), next, rest.size() > limit, found.size(), oldest == 0);
    }

    private static List<ArticleItem> items(Handle handle, List<Scored> shown) {
        Map<Long, ArticleItem> found = new HashMap<>();
        handle.createQuery("SELECT seq, killed, record FROM articles WHERE seq = ANY (:seqs)")
                .bindArray("seqs", Long.class, shown.stream().map(Scored::seq).toList())
                .map((row, context) -> ArticleQuery.item(row))
                .forEach(item -> found.put(item.seq(), item));
        return shown.stream()
                .map(Scored::seq)
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }
}
