package dev.dateline.enrich.trend;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * All closed rankings from the log, without Kafka: what the topology must give, whatever its instances, its restarts and its
 * clock. Partitions may be read in any order, each in its own.
 */
public final class TrendEngine {

    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

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
     * Reads the next record of a partition.
     *
     * @param enriched the article; null for the end of one, or a mark
     * @param newest the newest receipt of all partitions up to it, if the record bears it
     * @param closed is given each ranking that closes with it
     */
    public void read(
            int partition,
            @Nullable EnrichedArticle enriched,
            Optional<Instant> newest,
            Consumer<TrendRanking> closed) {
        Horizon.Reading reading =
                horizons.computeIfAbsent(partition, none -> new Horizon(null)).read(enriched, newest);
        reading.ended().ifPresent(ended -> counts.ended(partition, ended));
        if (enriched == null || reading.leftOut().isPresent()) {
            reading.leftOut().ifPresent(reason -> leftOut.merge(reason, 1L, Long::sum));
            close(closed);
            return;
        }
        counted++;
        Sightings.of(enriched, reading.hop()).forEach(counts::see);
        close(closed);
    }

    /** The newest receipt of all partitions that a record of news.enriched bears; empty if it was written before they did. */
    public static Optional<Instant> newest(Iterable<Header> headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .filter(header -> header.key().equals(Headers.HORIZON))
                .reduce((first, last) -> last)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .filter(millis -> MILLIS.matcher(millis).matches())
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
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
}
