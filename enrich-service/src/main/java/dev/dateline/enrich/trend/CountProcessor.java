package dev.dateline.enrich.trend;

import dev.dateline.enrich.streams.EmptyWindowStore;
import dev.dateline.runtime.events.NewlyCounted;
import dev.dateline.schemas.EvictedTag;
import dev.dateline.schemas.HopsEnded;
import dev.dateline.schemas.TagHour;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagSighting;
import dev.dateline.schemas.TrendPart;
import dev.dateline.schemas.TrendSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Counts the tags of one partition. The leaders of hops that end are sent as records say that they ended; once a second, by
 * the wall clock, those of the windows under way, so that a quiet tag ends too. The stores are the truth; the counts in memory
 * are a reading of them, made anew at every start.
 */
final class CountProcessor implements Processor<String, TrendSignal, String, TrendPart> {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** A look at the windows under way may take this share of the time at most. */
    private static final int LOOKS_SHARE = 10;

    private static final String OPEN = "open";
    private static final String FIRST = "first";

    private final int sources;
    private final int held;
    private final TrendMetrics metrics;
    private final Set<TagKind> changed = EnumSet.noneOf(TagKind.class);
    private final NewlyCounted newlyCounted = new NewlyCounted();
    private int lookedAt = Integer.MIN_VALUE;
    private long nextLook = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, TrendPart> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, TagSighting> units;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Long> closed;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<Integer, Long> progress;

    @SuppressWarnings("NullAway.Init")
    private StoreMemory memory;

    @SuppressWarnings("NullAway.Init")
    private TagCounts counts;

    /**
     * Counts what comes from a number of partitions of the articles.
     *
     * @param held how many tags to hold in memory
     */
    CountProcessor(int sources, int held, TrendMetrics metrics) {
        this.sources = sources;
        this.held = held;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, TrendPart> context) {
        this.context = context;
        this.units = context.getStateStore(TrendsTopology.UNITS_STORE);
        this.closed = context.getStateStore(TrendsTopology.CLOSED_STORE);
        this.progress = context.getStateStore(TrendsTopology.PROGRESS_STORE);
        WindowStore<String, TagHour> hours = context.getStateStore(TrendsTopology.HOURS_STORE);
        KeyValueStore<String, Long> feeds = context.getStateStore(TrendsTopology.FEEDS_STORE);
        KeyValueStore<String, EvictedTag> evicted = context.getStateStore(TrendsTopology.EVICTED_STORE);
        this.memory = new StoreMemory(hours, evicted, feeds);
        this.counts = new TagCounts(context.taskId().partition(), sources, held, memory);
        resume();
        EmptyWindowStore.begin(context, hours, new TagHour(0, 0));
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    private void resume() {
        Long first = closed.get(FIRST);
        if (first != null) {
            counts.resumeFirst(Math.toIntExact(first));
        }
        Long open = closed.get(OPEN);
        if (open != null) {
            counts.resumeOpen(Math.toIntExact(open));
        }
        try (KeyValueIterator<Integer, Long> rows = progress.all()) {
            while (rows.hasNext()) {
                KeyValue<Integer, Long> row = rows.next();
                counts.resumeReached(row.key, Math.toIntExact(row.value));
            }
        }
        // In the order of their hops, as they were counted.
        try (KeyValueIterator<String, TagSighting> rows = units.all()) {
            while (rows.hasNext()) {
                counts.resume(rows.next().value);
            }
        }
    }

    @Override
    public void process(Record<String, TrendSignal> record) {
        record.value().getSighting().ifPresent(this::see);
        record.value().getEnded().ifPresent(ended -> end(record.value().getSource(), ended));
    }

    private void see(TagSighting sighting) {
        int hop = TrendWindow.hop(sighting.getHop());
        units.put(
                hopKey(hop) + Rankings.key(sighting.getKind(), sighting.getId()) + '/' + sighting.getArticleId(),
                sighting);
        counts.see(sighting);
        if (sighting.getKind() != TagKind.FEEDS) {
            changed.add(sighting.getKind());
        }
        // Every article that counts is in one story, and so in one partition of those who count.
        if (sighting.getKind() == TagKind.STORIES) {
            newlyCounted.add(sighting.getReceived());
        }
    }

    private void end(int source, HopsEnded ended) {
        counts.ended(source, ended);
        progress.put(source, (long) TrendWindow.hop(ended.getReached()));
        closed.put(FIRST, (long) counts.first());
        List<TrendPart> parts = endNext();
        while (!parts.isEmpty()) {
            parts.forEach(this::forward);
            int open = counts.open().orElseThrow();
            if (open % TrendWindow.HOPS_IN_HOUR == 0) {
                forgetBefore(open - TrendWindow.HOPS_IN_DAY);
            }
            closed.put(OPEN, (long) open);
            parts = endNext();
        }
    }

    private List<TrendPart> endNext() {
        long began = metrics.nanoseconds();
        List<TrendPart> parts = counts.endNext();
        if (!parts.isEmpty()) {
            metrics.ended(metrics.nanoseconds() - began);
            metrics.tags(context.taskId().partition(), counts.held(), counts.evicted());
        }
        return parts;
    }

    @Override
    public void close() {
        metrics.countsElsewhere(context.taskId().partition());
    }

    private void forgetBefore(int hop) {
        List<String> gone = new ArrayList<>();
        try (KeyValueIterator<String, TagSighting> rows = units.range(hopKey(0), hopKey(hop))) {
            rows.forEachRemaining(row -> {
                gone.add(row.key);
                memory.forgetEvicted(row.value, hop);
            });
        }
        gone.forEach(units::delete);
    }

    /** Keys sort by their hop. */
    private static String hopKey(int hop) {
        return String.format(Locale.ROOT, "%010d/", hop);
    }

    private void look(long now) {
        int end = Math.max(
                TrendWindow.hop(Instant.ofEpochMilli(now)) + 1, counts.open().orElse(Integer.MIN_VALUE));
        if (end != lookedAt) {
            changed.addAll(TagCounts.RANKED);
        }
        if (changed.isEmpty() || now < nextLook) {
            return;
        }
        // How long a look took decides when the next live one is; no closed ranking depends on it.
        long began = metrics.nanoseconds();
        counts.live(end, changed).forEach(this::forward);
        nextLook = now + LOOKS_SHARE * (metrics.nanoseconds() - began) / 1_000_000;
        lookedAt = end;
        changed.clear();
    }

    private void forward(TrendPart part) {
        RecordHeaders headers = new RecordHeaders();
        if (part.getComplete() && !part.getClosed()) {
            newlyCounted.tell(headers);
        }
        context.forward(new Record<>(
                Rankings.key(part.getKind(), part.getWindow()),
                part,
                part.getEnd().toEpochMilli(),
                headers));
    }
}
