package dev.dateline.enrich.trend;

import dev.dateline.schemas.TagHour;
import dev.dateline.schemas.TagKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** What outlives a day, in the stores of a topology: one row an hour of a tag, so that none is ever rewritten after it. */
final class StoreMemory implements TagMemory {

    /** How long hours are kept: the days that are looked back on, the day under way, and one for the edges. */
    static final Duration KEPT = Duration.ofDays(TrendScore.DAYS + 2L);

    /** Beside the keys of tags, which have a slash. */
    private static final String VOLUME = "volume";

    private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE / 2);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final WindowStore<String, TagHour> hours;
    private final KeyValueStore<String, Long> feeds;

    StoreMemory(WindowStore<String, TagHour> hours, KeyValueStore<String, Long> feeds) {
        this.hours = hours;
        this.feeds = feeds;
    }

    @Override
    public HourCounts hours(TagKind kind, String id) {
        HourCounts counts = new HourCounts();
        try (WindowStoreIterator<TagHour> rows = hours.fetch(Rankings.key(kind, id), Instant.EPOCH, EVER)) {
            while (rows.hasNext()) {
                KeyValue<Long, TagHour> row = rows.next();
                counts.add(Math.toIntExact(row.key / HOUR), row.value.getUnits(), row.value.getFresh());
            }
        }
        return counts;
    }

    @Override
    public void keepHour(TagKind kind, String id, int hour, int units, int fresh) {
        hours.put(Rankings.key(kind, id), row(units, fresh), hour * HOUR);
    }

    @Override
    public NavigableMap<Integer, Long> volumes() {
        NavigableMap<Integer, Long> volumes = new TreeMap<>();
        try (WindowStoreIterator<TagHour> rows = hours.fetch(VOLUME, Instant.EPOCH, EVER)) {
            while (rows.hasNext()) {
                KeyValue<Long, TagHour> row = rows.next();
                volumes.put(TrendWindow.hop(Instant.ofEpochMilli(row.key)), (long) row.value.getUnits());
            }
        }
        return volumes;
    }

    @Override
    public void keepVolume(int hop, long articles) {
        hours.put(
                VOLUME,
                row(Math.toIntExact(articles), 0),
                TrendWindow.instant(hop).toEpochMilli());
    }

    private static TagHour row(int units, int fresh) {
        return TagHour.newBuilder().setUnits(units).setFresh(fresh).build();
    }

    @Override
    public Map<String, Integer> feeds() {
        Map<String, Integer> known = new HashMap<>();
        try (KeyValueIterator<String, Long> rows = feeds.all()) {
            while (rows.hasNext()) {
                KeyValue<String, Long> row = rows.next();
                known.put(row.key, Math.toIntExact(row.value));
            }
        }
        return known;
    }

    @Override
    public void keepFeed(String feed, int hop) {
        feeds.put(feed, (long) hop);
    }

    @Override
    public void forgetFeed(String feed) {
        feeds.delete(feed);
    }
}
