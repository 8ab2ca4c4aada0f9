package dev.dateline.enrich.trend;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.HopsEnded;
import dev.dateline.schemas.TagSighting;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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
    private final List<TagCounts> tellers = new ArrayList<>();
    private final PartMerge merge;
    private long counted;

    /** An engine for the articles of a number of partitions, of which no ranking lacks any tag. */
    public TrendEngine(int partitions) {
        this(partitions, Integer.MAX_VALUE);
    }

    /**
     * An engine whose rankings lack what those of a topology lack.
     *
     * @param partitions of the articles; as many count
     * @param held how many tags each of those holds, 1 at least
     */
    public TrendEngine(int partitions, int held) {
        for (int partition = 0; partition < partitions; partition++) {
            tellers.add(new TagCounts(partition, partitions, held, new TagMemory.InMemory()));
        }
        merge = new PartMerge(partitions);
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
        reading.ended().ifPresent(ended -> end(partition, ended, closed));
        if (enriched == null || reading.leftOut().isPresent()) {
            reading.leftOut().ifPresent(reason -> leftOut.merge(reason, 1L, Long::sum));
            return;
        }
        counted++;
        for (TagSighting sighting : Sightings.of(enriched, reading.hop())) {
            String key = Rankings.key(sighting.getKind(), sighting.getId());
            tellers.get(TrendsTopology.counting(key, tellers.size())).see(sighting);
        }
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

    private void end(int partition, HopsEnded ended, Consumer<TrendRanking> closed) {
        for (TagCounts teller : tellers) {
            teller.ended(partition, ended);
            List<TrendPart> parts = teller.endNext();
            while (!parts.isEmpty()) {
                parts.forEach(part -> merge.take(part, closed));
                parts = teller.endNext();
            }
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
