package dev.dateline.enrich.trend;

import dev.dateline.schemas.TagKind;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Where counts that outlive a day are kept, and the tags that are not held. */
interface TagMemory {

    /** The hours of a tag that are not before one; perhaps some before it too. */
    HourCounts hours(TagKind kind, String id, int fromHour);

    /** An hour of a tag now has these counts. */
    void keepHour(TagKind kind, String id, int hour, int units, int fresh);

    /** The articles of all feeds by the hop. */
    NavigableMap<Integer, Long> volumes();

    /** A hop now has this many articles of all feeds. */
    void keepVolume(int hop, long articles);

    /** Every feed that is known, with the last hop in which it gave anything. */
    Map<String, Integer> feeds();

    /** A feed gave something within a hop. */
    void keepFeed(String feed, int hop);

    /** A feed gave nothing for 28 days. */
    void forgetFeed(String feed);

    /** A tag is held no more. */
    void evict(Evicted tag);

    /**
     * A tag that is not held; empty if there is none.
     *
     * @param fromHop it was not seen last before this hop
     * @param fromHour its hours are those that are not before this one, as of {@link #hours}
     */
    Optional<Evicted> evicted(TagKind kind, String id, int fromHop, int fromHour);

    /** Whether a tag is not held, and was not seen last before a hop. */
    boolean isEvicted(TagKind kind, String id, int fromHop);

    /** A tag is held again. */
    void recall(Evicted tag);

    /** Tells of each tag that is not held, and was not seen last before a hop: its kind, the hop in which it was, its units. */
    void tellEvicted(int fromHop, Telling telling);

    /** Tags that are not held and were seen last before a hop are asked for no more. */
    void forgetEvictedBefore(int hop);

    /**
     * A tag that is not held.
     *
     * @param units within the 24 hours before it was evicted
     */
    record Evicted(TagActivity activity, int units) {}

    /** Is told of tags that are not held. */
    interface Telling {

        /** One of them. */
        void tell(TagKind kind, int lastHop, int units);
    }

    /** Keeps everything in memory, for a batch. */
    final class InMemory implements TagMemory {

        private final Map<String, HourCounts> hours = new HashMap<>();
        private final Map<String, Evicted> evicted = new HashMap<>();
        private final Map<String, Integer> feeds = new HashMap<>();
        private final NavigableMap<Integer, Long> volumes = new TreeMap<>();

        @Override
        public HourCounts hours(TagKind kind, String id, int fromHour) {
            return hours.computeIfAbsent(Rankings.key(kind, id), none -> new HourCounts());
        }

        @Override
        public void keepHour(TagKind kind, String id, int hour, int units, int fresh) {
            // The counts are kept already: whoever counts has this very object.
        }

        @Override
        public NavigableMap<Integer, Long> volumes() {
            return volumes;
        }

        @Override
        public void keepVolume(int hop, long articles) {
            volumes.put(hop, articles);
        }

        @Override
        public Map<String, Integer> feeds() {
            return feeds;
        }

        @Override
        public void keepFeed(String feed, int hop) {
            feeds.put(feed, hop);
        }

        @Override
        public void forgetFeed(String feed) {
            feeds.remove(feed);
        }

        @Override
        public void evict(Evicted tag) {
            evicted.put(tag.activity().key(), tag);
        }

        @Override
        public Optional<Evicted> evicted(TagKind kind, String id, int fromHop, int fromHour) {
            return Optional.ofNullable(evicted.get(Rankings.key(kind, id)))
                    .filter(tag -> tag.activity().lastHop() >= fromHop);
        }

        @Override
        public boolean isEvicted(TagKind kind, String id, int fromHop) {
            return evicted(kind, id, fromHop, Integer.MIN_VALUE).isPresent();
        }

        @Override
        public void recall(Evicted tag) {
            evicted.remove(tag.activity().key());
        }

        @Override
        public void tellEvicted(int fromHop, Telling telling) {
            evicted.values().stream()
                    .filter(tag -> tag.activity().lastHop() >= fromHop)
                    .forEach(tag ->
                            telling.tell(tag.activity().kind(), tag.activity().lastHop(), tag.units()));
        }

        @Override
        public void forgetEvictedBefore(int hop) {
            evicted.values().removeIf(tag -> tag.activity().lastHop() < hop);
        }
    }
}
