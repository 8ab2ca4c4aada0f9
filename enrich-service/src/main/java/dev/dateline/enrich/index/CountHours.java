package dev.dateline.enrich.index;

import dev.dateline.enrich.streams.EmptyWindowStore;
import dev.dateline.runtime.events.NewlyCounted;
import dev.dateline.schemas.FlashpointHour;
import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.FlashpointObservation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Counts observations into hours, and sends the index of each hour that changed, of those it is compared with, and of every
 * flashpoint when an hour ends, a quiet one too. Punctuation is by the wall clock. The stores are the truth; the
 * counts in memory are a reading of them, made anew at every start.
 */
final class CountHours implements Processor<String, FlashpointObservation, String, FlashpointIndex> {

    private static final Duration SEND_EVERY = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Hours that passed while nobody counted and are told of afterwards, at most. */
    private static final int MOST_MISSED = 48;

    private final Map<String, NavigableMap<Instant, Long>> counts = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final SortedSet<Key> changed =
            new TreeSet<>(Comparator.comparing(Key::flashpoint).thenComparing(Key::hour));
    private final NewlyCounted newlyCounted = new NewlyCounted();
    private Instant current = Instant.MIN;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, FlashpointIndex> context;

    @SuppressWarnings("NullAway.Init")
    private WindowStore<String, FlashpointHour> hours;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Long> firsts;

    private record Key(String flashpoint, Instant hour) {}

    @Override
    public void init(ProcessorContext<String, FlashpointIndex> context) {
        this.context = context;
        this.hours = context.getStateStore(IndexTopology.HOURS_STORE);
        this.firsts = context.getStateStore(IndexTopology.FIRSTS_STORE);
        try (KeyValueIterator<Windowed<String>, FlashpointHour> all = hours.all()) {
            while (all.hasNext()) {
                KeyValue<Windowed<String>, FlashpointHour> entry = all.next();
                if (!EmptyWindowStore.isBeginning(entry.key.key())) {
                    remember(entry.value);
                    current = entry.value.getHour().isAfter(current) ? entry.value.getHour() : current;
                }
            }
        }
        EmptyWindowStore.begin(context, hours, Hours.empty("", "", Instant.EPOCH));
        context.schedule(SEND_EVERY, PunctuationType.WALL_CLOCK_TIME, this::send);
    }

    @Override
    public void process(Record<String, FlashpointObservation> record) {
        FlashpointObservation observation = record.value();
        String id = observation.getFlashpoint();
        Instant start = observation.getReceived().truncatedTo(ChronoUnit.HOURS);
        FlashpointHour known = hours.fetch(id, start.toEpochMilli());
        FlashpointHour before = known == null ? Hours.empty(id, observation.getName(), start) : known;
        FlashpointHour hour =
                observation.getWithdrawn() ? Hours.without(before, observation) : Hours.with(before, observation);
        hours.put(id, hour, start.toEpochMilli());
        Long first = firsts.get(id);
        if (first == null || start.toEpochMilli() < first) {
            firsts.put(id, start.toEpochMilli());
        }
        remember(hour);
        changed.add(new Key(id, start));
        newlyCounted.addAll(record.headers());
    }

    private void remember(FlashpointHour hour) {
        counts.computeIfAbsent(hour.getFlashpoint(), id -> new TreeMap<>()).put(hour.getHour(), hour.getArticles());
        names.put(hour.getFlashpoint(), hour.getName());
    }

    private void send(long now) {
        Instant computed = Instant.ofEpochMilli(now);
        Instant running = computed.truncatedTo(ChronoUnit.HOURS);
        addEnded(running);
        SortedSet<Key> due = new TreeSet<>(changed);
        for (Key key : changed) {
            // A count that came late is part of what later days are compared with.
            for (Instant later = key.hour().plus(DAY); !later.isAfter(running); later = later.plus(DAY)) {
                due.add(new Key(key.flashpoint(), later));
            }
        }
        due.forEach(key -> send(key, running, computed));
        changed.clear();
    }

    /** The hours that ended since the last look, of every flashpoint, and the one that runs now. */
    private void addEnded(Instant running) {
        if (!running.isAfter(current)) {
            return;
        }
        Instant earliest = running.minus(HOUR.multipliedBy(MOST_MISSED));
        Instant from = current.isBefore(earliest) ? earliest : current;
        for (String id : counts.keySet()) {
            for (Instant hour = from; !hour.isAfter(running); hour = hour.plus(HOUR)) {
                changed.add(new Key(id, hour));
            }
        }
        current = running;
        Instant horizon = running.minus(IndexTopology.KEPT);
        counts.values().forEach(known -> known.headMap(horizon, false).clear());
    }

    private void send(Key key, Instant running, Instant computed) {
        String id = key.flashpoint();
        FlashpointHour known = hours.fetch(id, key.hour().toEpochMilli());
        FlashpointHour hour = known == null ? Hours.empty(id, names.getOrDefault(id, id), key.hour()) : known;
        double elapsed = key.hour().isBefore(running)
                ? 1
                : Math.clamp((double) Duration.between(key.hour(), computed).toMillis() / HOUR.toMillis(), 0, 1);
        FlashpointIndex index = IndexNumbers.index(hour, before(key), elapsed, computed);
        RecordHeaders headers = new RecordHeaders();
        newlyCounted.tell(headers);
        context.forward(new Record<>(id + "/" + key.hour(), index, computed.toEpochMilli(), headers));
    }

    /** Articles of the same hours of the days before, as far back as the flashpoint is known; the newest day first. */
    private List<Long> before(Key key) {
        Long first = firsts.get(key.flashpoint());
        Map<Instant, Long> known = counts.getOrDefault(key.flashpoint(), new TreeMap<>());
        List<Long> before = new ArrayList<>();
        for (int day = 1; day <= IndexNumbers.DAYS; day++) {
            Instant same = key.hour().minus(DAY.multipliedBy(day));
            if (first == null || same.toEpochMilli() < first) {
                break;
            }
            before.add(known.getOrDefault(same, 0L));
        }
        return before;
    }
}
