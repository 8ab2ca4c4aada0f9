package dev.dateline.enrich.trend;

import dev.dateline.schemas.TagKind;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Where counts that outlive a day are kept. */
interface TagMemory {

    /** The hours of a tag, of the last 28 days and those under way. */
    HourCounts hours(TagKind kind, String id);

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

    /** Keeps everything in memory, for a batch. */
    final class InMemory implements TagMemory {

        private final Map<String, HourCounts> hours = new HashMap<>();
        private final Map<String, Integer> feeds = new HashMap<>();
        private final NavigableMap<Integer, Long> volumes = new TreeMap<>();

        @Override
        public HourCounts hours(TagKind kind, String id) {
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
    }
}
