package dev.dateline.enrich.trend;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All closed rankings from the log, without Kafka: what the topology must give, whatever its instances, its restarts and its
 * clock. Partitions may be read in any order, each in its own.
 */
public final class TrendEngine {

    private final Map<Integer, Horizon> horizons = new TreeMap<>();
    private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    private final RankingBook book = new RankingBook();
    private final TagCounts counts;
    private long counted;

    /** An engine for the articles of a number of partitions. */
    public TrendEngine(int partitions) {
        counts = new TagCounts(0, partitions, new TagMemory.InMemory());
    }

    /**
     * Reads the next article of a partition.
     *
     * @param enriched the article; null for the end of one
     * @param closed is given each ranking that closes with it
     */
    public void read(int partition, @Nullable EnrichedArticle enriched, Consumer<TrendRanking> closed) {
        Horizon.Reading reading =
                horizons.computeIfAbsent(partition, none -> new Horizon(null)).read(enriched);
        reading.ended().ifPresent(ended -> counts.ended(partition, ended));
        if (enriched == null || reading.leftOut().isPresent()) {
            reading.leftOut().ifPresent(reason -> leftOut.merge(reason, 1L, Long::sum));
            return;
        }
        counted++;
        Sightings.of(enriched, reading.hop()).forEach(counts::see);
        close(closed);
    }

    private void close(Consumer<TrendRanking> closed) {
        List<TrendPart> parts = counts.endNext();
        while (!parts.isEmpty()) {
            int end = TrendWindow.hop(parts.getLast().getEnd());
            book.close(end, parts).forEach(closed);
            parts = counts.endNext();
        }
    }

    /** How many articles counted. */
    public long counted() {
        return counted;
    }

    /** How many articles did not, by the name of the reason. */
    public Map<String, Long> leftOut() {
        Map<String, Long> byName = new TreeMap<>();
        leftOut.forEach((reason, number) -> byName.put(reason.name(), number));
        return byName;
    }

    /** All closed rankings of whole partitions, in the order in which they close. */
    public static List<TrendRanking> rankings(List<List<EnrichedArticle>> partitions) {
        TrendEngine engine = new TrendEngine(partitions.size());
        List<TrendRanking> rankings = new ArrayList<>();
        for (int partition = 0; partition < partitions.size(); partition++) {
            for (EnrichedArticle article : partitions.get(partition)) {
                engine.read(partition, article, rankings::add);
            }
        }
        return rankings;
    }
}
