package dev.dateline.enrich.trend;

import dev.dateline.schemas.EvictedTag;
import dev.dateline.schemas.TagHour;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagSighting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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
    private final KeyValueStore<String, EvictedTag> evicted;
    private final KeyValueStore<String, Long> feeds;

    StoreMemory(
            WindowStore<String, TagHour> hours,
            KeyValueStore<String, EvictedTag> evicted,
            KeyValueStore<String, Long> feeds) {
        this.hours = hours;
        this.evicted = evicted;
        this.feeds = feeds;
    }

    /** The cache of a window store is searched segment by segment: from 1970 on, that would be more than a thousand. */
    @Override
    public HourCounts hours(TagKind kind, String id, int fromHour) {
        HourCounts counts = new HourCounts();
        Instant from = Instant.ofEpochMilli(Math.max(0, fromHour * HOUR));
        try (WindowStoreIterator<TagHour> rows = hours.fetch(Rankings.key(kind, id), from, EVER)) {
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

    @Override
    public void evict(Evicted tag) {
        evicted.put(tag.activity().key(), tag.activity().evicted(tag.units()));
    }

    @Override
    public Optional<Evicted> evicted(TagKind kind, String id, int fromHop, int fromHour) {
        return find(kind, id, fromHop)
                .map(tag -> new Evicted(TagActivity.of(tag, hours(kind, id, fromHour)), tag.getCount()));
    }

    @Override
    public boolean isEvicted(TagKind kind, String id, int fromHop) {
        return find(kind, id, fromHop).isPresent();
    }

    private Optional<EvictedTag> find(TagKind kind, String id, int fromHop) {
        return Optional.ofNullable(evicted.get(Rankings.key(kind, id)))
                .filter(tag -> TagActivity.lastHop(tag) >= fromHop);
    }

    @Override
    public void recall(Evicted tag) {
        evicted.delete(tag.activity().key());
    }

    @Override
    public void tellEvicted(int fromHop, Telling telling) {
        try (KeyValueIterator<String, EvictedTag> rows = evicted.all()) {
            while (rows.hasNext()) {
                EvictedTag tag = rows.next().value;
                if (TagActivity.lastHop(tag) >= fromHop) {
                    telling.tell(tag.getKind(), TagActivity.lastHop(tag), tag.getCount());
                }
            }
        }
    }

    @Override
    public void forgetEvictedBefore(int hop) {
        // Their sightings are forgotten at the same time, and each of those tells of its tag: no need to read all of
        // them.
    }

    /** A sighting of a tag is forgotten, as all of before a hop are: so is the tag, if it was evicted and not seen since. */
    void forgetEvicted(TagSighting sighting, int hop) {
        String key = Rankings.key(sighting.getKind(), sighting.getId());
        EvictedTag tag = evicted.get(key);
        if (tag != null && TagActivity.lastHop(tag) < hop) {
            evicted.delete(key);
        }
    }
}
