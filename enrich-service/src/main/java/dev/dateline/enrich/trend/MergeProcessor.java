package dev.dateline.enrich.trend;

import dev.dateline.runtime.events.NewlyCounted;
import dev.dateline.schemas.RankingMemory;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendRanking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Merges the leaders of all partitions into rankings. A hop is closed once all partitions have told all of it, hop after hop;
 * the windows under way are published as they are told, as often as they say anything new.
 */
final class MergeProcessor implements Processor<String, TrendPart, String, TrendRanking> {

    private static final String MERGED = "merged";
    private static final String TOLD = "told/";

    private final int tellers;
    private final RankingBook book = new RankingBook();
    private final Map<Integer, Integer> told = new HashMap<>();
    private final Map<String, Map<Integer, TrendPart>> live = new TreeMap<>();
    private final Map<Integer, TrendPart> liveComplete = new TreeMap<>();
    private final Set<String> liveChanged = new TreeSet<>();
    private final Map<String, TrendRanking> published = new HashMap<>();
    private final NewlyCounted newlyCounted = new NewlyCounted();
    private int merged = Integer.MIN_VALUE;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, TrendRanking> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, TrendPart> parts;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, RankingMemory> memories;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Long> places;

    /** Merges what a number of partitions tell. */
    MergeProcessor(int tellers) {
        this.tellers = tellers;
    }

    @Override
    public void init(ProcessorContext<String, TrendRanking> context) {
        this.context = context;
        this.parts = context.getStateStore(TrendsTopology.PARTS_STORE);
        this.memories = context.getStateStore(TrendsTopology.RANKINGS_STORE);
        this.places = context.getStateStore(TrendsTopology.MERGED_STORE);
        try (KeyValueIterator<String, RankingMemory> rows = memories.all()) {
            rows.forEachRemaining(row -> book.resume(row.key, row.value));
        }
        try (KeyValueIterator<String, Long> rows = places.all()) {
            while (rows.hasNext()) {
                KeyValue<String, Long> row = rows.next();
                int hop = Math.toIntExact(row.value);
                if (row.key.equals(MERGED)) {
                    merged = hop;
                } else {
                    told.put(Integer.parseInt(row.key.substring(TOLD.length())), hop);
                }
            }
        }
    }

    @Override
    public void process(Record<String, TrendPart> record) {
        TrendPart part = record.value();
        if (!part.getClosed()) {
            newlyCounted.addAll(record.headers());
            takeLive(record.key(), part);
            return;
        }
        int end = TrendWindow.hop(part.getEnd());
        parts.put(partKey(end, part.getPartition()) + record.key(), part);
        if (part.getComplete()) {
            told.put(part.getPartition(), end);
            places.put(TOLD + part.getPartition(), (long) end);
            closeWhatAllHaveTold();
        }
    }

    private void closeWhatAllHaveTold() {
        if (told.size() < tellers) {
            return;
        }
        int target = told.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        while (merged < target) {
            int end = book.isEmpty() ? firstTold(target) : merged + 1;
            close(end);
            merged = end;
        }
        places.put(MERGED, (long) merged);
    }

    /** The first hop of which anything was told, or the last one that may be closed. */
    private int firstTold(int target) {
        try (KeyValueIterator<String, TrendPart> rows = parts.range(partKey(0, 0), partKey(target, 0))) {
            return rows.hasNext() ? TrendWindow.hop(rows.next().value.getEnd()) : target;
        }
    }

    private void close(int end) {
        List<TrendPart> ofHop = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, TrendPart> rows = parts.range(partKey(end, 0), partKey(end + 1, 0))) {
            while (rows.hasNext()) {
                KeyValue<String, TrendPart> row = rows.next();
                keys.add(row.key);
                ofHop.add(row.value);
            }
        }
        Set<String> remembered = new HashSet<>(book.keys());
        for (TrendRanking ranking : book.close(end, ofHop)) {
            String key = Rankings.key(ranking.getKind(), ranking.getWindow()) + '/' + ranking.getWindowEnd();
            context.forward(new Record<>(key, ranking, ranking.getWindowEnd().toEpochMilli(), new RecordHeaders()));
        }
        keys.forEach(parts::delete);
        remembered.addAll(book.keys());
        for (String key : remembered) {
            memories.put(key, book.memory(key).orElse(null));
        }
    }

    /** Keys sort by the hop. */
    private static String partKey(int end, int partition) {
        return String.format(Locale.ROOT, "%010d/%05d/", end, partition);
    }

    private void takeLive(String key, TrendPart part) {
        if (!part.getComplete()) {
            live.computeIfAbsent(key, none -> new TreeMap<>()).put(part.getPartition(), part);
            liveChanged.add(key);
            return;
        }
        liveComplete.put(part.getPartition(), part);
        liveChanged.forEach(this::publish);
        liveChanged.clear();
    }

    private void publish(String key) {
        Map<Integer, TrendPart> known = live.getOrDefault(key, Map.of());
        Instant end = known.values().stream()
                .map(TrendPart::getEnd)
                .max(Instant::compareTo)
                .orElseThrow();
        // Clocks differ a little: what another partition told of the window before stands until it tells of this one.
        Instant oldest = end.minus(TrendWindow.HOP);
        List<TrendPart> current = known.values().stream()
                .filter(part -> !part.getEnd().isBefore(oldest))
                .toList();
        TrendRanking ranking = Rankings.rank(
                        RankingBook.kind(key),
                        RankingBook.window(key),
                        end,
                        Instant.ofEpochMilli(context.currentSystemTimeMs()),
                        false,
                        current.stream()
                                .mapToInt(TrendPart::getHistoryDays)
                                .max()
                                .orElse(0),
                        current,
                        RankingBook.degraded(liveComplete.values()),
                        book.memory(key))
                .ranking();
        TrendRanking before = published.put(key, ranking);
        if (before == null || !saysTheSame(before, ranking)) {
            RecordHeaders headers = new RecordHeaders();
            newlyCounted.tell(headers);
            context.forward(new Record<>(key, ranking, context.currentSystemTimeMs(), headers));
        }
    }

    private static boolean saysTheSame(TrendRanking one, TrendRanking other) {
        return one.getWindowEnd().equals(other.getWindowEnd())
                && one.getEntries().equals(other.getEntries())
                && one.getDegraded().equals(other.getDegraded());
    }
}
