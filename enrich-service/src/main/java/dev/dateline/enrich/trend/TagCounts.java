package dev.dateline.enrich.trend;

import dev.dateline.enrich.trend.TagMemory.Evicted;
import dev.dateline.schemas.HopsEnded;
import dev.dateline.schemas.Omitted;
import dev.dateline.schemas.SilentFeed;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagSighting;
import dev.dateline.schemas.TrendPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the tags of one partition. Sightings wait for their hop to end; it ends once every partition of the articles has been
 * read past it, so that the counts do not depend on the order in which partitions are read, nor on a clock. Of each kind and
 * window only the leaders leave: a tag is counted in one partition alone, so the merge of the leaders is exact.
 *
 * <p>Memory: so many tags as are to be held at most, a quarter more while a hop ends, and the sightings of hops that have not
 * ended. Of a tag it is what was seen within 24 hours, 16 to 32 bytes a unit, and its hours, 12 bytes each. When there
 * are more, those with the fewest units of the day are evicted, of equals those not seen for longest: they go to the memory
 * with all that was seen of them, and are held again when they are seen again. So what is told of a tag is exact, and what may
 * be missing is told with it. Which tags are held follows from the log alone. Not safe for many threads.
 */
final class TagCounts {

    /** Below this score against what a feed is expected to give, it is silent. */
    private static final double SILENT = 3;

    /** Every kind but feeds, of which only silence is told. */
    static final Set<TagKind> RANKED = EnumSet.complementOf(EnumSet.of(TagKind.FEEDS));

    private static final int NOT_YET = Integer.MIN_VALUE;

    private final int partition;
    private final int sources;
    private final int held;
    private final TagMemory memory;
    private final Map<String, TagActivity> activities = new HashMap<>();
    private final Evictions evictions = new Evictions();
    private final NavigableMap<Integer, List<TagSighting>> pending = new TreeMap<>();
    private final Map<Integer, Integer> reached = new HashMap<>();
    private final NavigableMap<Integer, Long> volumes;
    private int feeds;
    private int first = Integer.MAX_VALUE;
    private int open = NOT_YET;
    private int newestCounted = NOT_YET;

    /**
     * Counts nothing yet.
     *
     * @param partition the number to tell in parts
     * @param sources partitions of the articles
     * @param held how many tags to hold, 1 at least; feeds are not among them
     */
    TagCounts(int partition, int sources, int held, TagMemory memory) {
        this.partition = partition;
        this.sources = sources;
        this.held = held;
        this.memory = memory;
        this.volumes = new TreeMap<>(memory.volumes());
    }

    /** Goes on after a restart: counting began with this hop. */
    void resumeFirst(int firstHop) {
        first = firstHop;
    }

    /** Goes on after a restart: hops before this one have ended. */
    void resumeOpen(int openHop) {
        open = openHop;
        memory.feeds().forEach((feed, hop) -> {
            activity(TagKind.FEEDS, feed);
            newestCounted = Math.max(newestCounted, hop);
        });
        memory.tellEvicted(oldestHop(), evictions::add);
    }

    /** Goes on after a restart: a partition of the articles was read up to here. */
    void resumeReached(int source, int reachedHop) {
        reached.put(source, reachedHop);
    }

    /** Goes on after a restart, once it is known which hops have ended: this was seen. */
    void resume(TagSighting sighting) {
        int hop = TrendWindow.hop(sighting.getHop());
        if (hop >= open) {
            see(sighting);
            return;
        }
        newestCounted = Math.max(newestCounted, hop);
        String key = Rankings.key(sighting.getKind(), sighting.getId());
        if (activities.containsKey(key) || evictions.isEmpty() || !isEvicted(sighting)) {
            activity(sighting.getKind(), sighting.getId()).see(sighting);
        }
    }

    private boolean isEvicted(TagSighting sighting) {
        return memory.isEvicted(sighting.getKind(), sighting.getId(), oldestHop());
    }

    /** The first hop that has not ended; empty before all partitions were heard of. */
    OptionalInt open() {
        return open == NOT_YET ? OptionalInt.empty() : OptionalInt.of(open);
    }

    /** How many tags are held; feeds are not among them. */
    int held() {
        return activities.size() - feeds;
    }

    /** How many tags of the last day are not. */
    int evicted() {
        return evictions.size();
    }

    /** The first hop that was counted. */
    int first() {
        return first;
    }

    /** Takes in a sighting, to be counted when its hop ends. */
    void see(TagSighting sighting) {
        pending.computeIfAbsent(TrendWindow.hop(sighting.getHop()), hop -> new ArrayList<>())
                .add(sighting);
    }

    /** Notes how far a partition of the articles has been read. */
    void ended(int source, HopsEnded ended) {
        int reachedHop = TrendWindow.hop(ended.getReached());
        if (ended.getArticles() > 0) {
            int hop = TrendWindow.hop(ended.getHop());
            long sum = volumes.merge(hop, (long) ended.getArticles(), Long::sum);
            memory.keepVolume(hop, sum);
        }
        if (reached.put(source, reachedHop) == null) {
            first = Math.min(first, reachedHop);
        }
    }

    /**
     * Ends the next hop if every partition has been read past it, and tells its leaders; the last part says that all were
     * told. Hops are passed over while no tag and no feed is known. Empty if nothing ends.
     */
    List<TrendPart> endNext() {
        if (reached.size() < sources) {
            return List.of();
        }
        int target = reached.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        if (open == NOT_YET) {
            open = first;
        }
        if (open >= target) {
            return List.of();
        }
        if (activities.isEmpty() && newestCounted < oldestHop()) {
            Integer next = pending.ceilingKey(open);
            int quietUntil = next == null ? target : Math.min(next, target);
            if (quietUntil > open) {
                open = quietUntil;
                forget();
                return List.of(complete(open, true));
            }
        }
        List<TagSighting> sightings = Objects.requireNonNullElse(pending.remove(open), List.of());
        count(sightings);
        open++;
        if (open % TrendWindow.HOPS_IN_HOUR == 0) {
            forget();
        }
        List<TrendPart> parts = parts(activities.values(), open, RANKED, true);
        parts.add(complete(open, true));
        return parts;
    }

    /** Tag after tag, so that what is evicted meanwhile does not depend on the order in which partitions were read. */
    private void count(List<TagSighting> sightings) {
        if (sightings.isEmpty()) {
            return;
        }
        newestCounted = open;
        Map<String, List<TagSighting>> byTag = new TreeMap<>();
        for (TagSighting sighting : sightings) {
            byTag.computeIfAbsent(Rankings.key(sighting.getKind(), sighting.getId()), none -> new ArrayList<>(1))
                    .add(sighting);
        }
        int counted = 0;
        for (List<TagSighting> ofTag : byTag.values()) {
            TagActivity activity =
                    activity(ofTag.getFirst().getKind(), ofTag.getFirst().getId());
            ofTag.forEach(activity::count);
            keepHour(activity);
            counted++;
            if (counted % (held / 4 + 1) == 0) {
                evict();
            }
        }
        evict();
    }

    private void keepHour(TagActivity activity) {
        int hour = Math.floorDiv(open, TrendWindow.HOPS_IN_HOUR);
        HourCounts hours = activity.hours();
        memory.keepHour(activity.kind(), activity.id(), hour, hours.units(hour), hours.fresh(hour));
        if (activity.kind() == TagKind.FEEDS) {
            memory.keepFeed(activity.id(), open);
        }
    }

    /** Evicts what is too much to be held. */
    private void evict() {
        if (held() <= held) {
            return;
        }
        int end = open + 1;
        List<Evicted> tags = new ArrayList<>(held());
        // Tags of which nothing was seen within the day go without a word, as they do at the end of the hour anyway.
        activities.values().removeIf(activity -> {
            if (activity.kind() == TagKind.FEEDS) {
                return false;
            }
            int units = activity.units(end - TrendWindow.HOPS_IN_DAY, end);
            if (units > 0) {
                tags.add(new Evicted(activity, units));
            }
            return units == 0;
        });
        if (tags.size() > held) {
            for (Evicted tag : Quietest.of(tags, tags.size() - held)) {
                TagActivity activity = tag.activity();
                activities.remove(activity.key());
                memory.evict(tag);
                evictions.add(activity.kind(), activity.lastHop(), tag.units());
            }
        }
    }

    private void forget() {
        int oldest = oldestHop();
        int oldestHour = oldestHour();
        volumes.headMap(oldestHour * TrendWindow.HOPS_IN_HOUR).clear();
        evictions.forgetBefore(oldest);
        memory.forgetEvictedBefore(oldest);
        List<String> gone = new ArrayList<>();
        activities.values().removeIf(activity -> {
            activity.forgetBefore(oldest);
            activity.hours().forgetBefore(oldestHour);
            boolean silent =
                    activity.kind() == TagKind.FEEDS && activity.hours().isEmpty();
            if (silent) {
                gone.add(activity.id());
            }
            return silent || activity.kind() != TagKind.FEEDS && activity.isEmpty();
        });
        gone.forEach(memory::forgetFeed);
        feeds -= gone.size();
    }

    /** What was seen before is forgotten. */
    private int oldestHop() {
        return open - TrendWindow.HOPS_IN_DAY;
    }

    /** Hours before are not looked back on: beside the days that are, the day under way and one for the edges. */
    private int oldestHour() {
        return Math.floorDiv(open, TrendWindow.HOPS_IN_HOUR) - 24 * (TrendScore.DAYS + 2);
    }

    private TagActivity activity(TagKind kind, String id) {
        return activities.computeIfAbsent(Rankings.key(kind, id), key -> {
            if (kind == TagKind.FEEDS) {
                feeds++;
            }
            Optional<Evicted> evicted = evicted(kind, id);
            evicted.ifPresent(tag -> {
                memory.recall(tag);
                evictions.remove(kind, tag.activity().lastHop(), tag.units());
            });
            return evicted.map(Evicted::activity).orElseGet(() -> unseen(kind, id, key));
        });
    }

    private Optional<Evicted> evicted(TagKind kind, String id) {
        return evictions.isEmpty() ? Optional.empty() : memory.evicted(kind, id, oldestHop(), oldestHour());
    }

    /** A tag of which nothing was seen within the day. */
    private TagActivity unseen(TagKind kind, String id, String key) {
        return new TagActivity(kind, key, memory.hours(kind, id, oldestHour()));
    }

    /**
     * The leaders as they stand, with what has not ended. Such a ranking may depend on when it is asked for; it changes
     * nothing of those that end.
     *
     * @param endHop first hop after the windows
     * @param kinds the kinds to tell of
     */
    List<TrendPart> live(int endHop, Set<TagKind> kinds) {
        Map<String, TagActivity> now = new HashMap<>(activities);
        Set<String> copied = new HashSet<>();
        pending.headMap(endHop)
                .values()
                .forEach(sightings -> sightings.forEach(sighting -> {
                    String key = Rankings.key(sighting.getKind(), sighting.getId());
                    TagActivity known = now.get(key);
                    if (known == null) {
                        known = looked(sighting.getKind(), sighting.getId(), key);
                        now.put(key, known);
                        copied.add(key);
                    } else if (copied.add(key)) {
                        known = known.copy();
                        now.put(key, known);
                    }
                    known.see(sighting);
                }));
        List<TrendPart> parts = parts(now.values(), endHop, kinds, false);
        parts.add(TrendPart.newBuilder(complete(endHop, false))
                .setDegraded(silent(now.values(), endHop))
                .build());
        return parts;
    }

    /** A tag that is not held, to look at: what was seen of it before, if it was evicted. */
    private TagActivity looked(TagKind kind, String id, String key) {
        return evicted(kind, id).map(tag -> tag.activity().copy()).orElseGet(() -> unseen(kind, id, key));
    }

    private List<TrendPart> parts(Iterable<TagActivity> counted, int endHop, Set<TagKind> kinds, boolean closed) {
        Map<TagKind, List<Leaders>> leaders = new EnumMap<>(TagKind.class);
        for (TrendWindow window : TrendWindow.values()) {
            Comparison comparison = comparison(window, endHop, closed);
            kinds.forEach(kind ->
                    leaders.computeIfAbsent(kind, none -> new ArrayList<>()).add(new Leaders(comparison)));
        }
        // Once over all tags, for all windows: to reach a tag costs more than to score it.
        for (TagActivity activity : counted) {
            for (Leaders ofWindow : leaders.getOrDefault(activity.kind(), List.of())) {
                ofWindow.offer(activity);
            }
        }
        List<TrendPart> parts = new ArrayList<>();
        leaders.forEach((kind, ofKind) -> ofKind.forEach(ofWindow -> {
            Optional<Omitted> omitted = evictions.within(kind, ofWindow.comparison(), held);
            if (!ofWindow.isEmpty() || omitted.isPresent() || !closed) {
                parts.add(part(kind, ofWindow, omitted, closed));
            }
        }));
        return parts;
    }

    private Comparison comparison(TrendWindow window, int endHop, boolean closed) {
        int days = days(endHop - window.hops);
        // Articles of hops under way are not all counted: a live window is scaled by the last one that ended.
        int end = closed || open == NOT_YET ? endHop : Math.min(endHop, open);
        double volumeBefore = 0;
        for (int day = 1; day <= days; day++) {
            volumeBefore += volume(endHop - day * TrendWindow.HOPS_IN_DAY, window.hops);
        }
        return new Comparison(window, endHop, days, volumeBefore, volume(end, window.hops));
    }

    private int days(int begin) {
        return open == NOT_YET
                ? 0
                : Math.clamp(Math.floorDiv(begin - first, TrendWindow.HOPS_IN_DAY), 0, TrendScore.DAYS);
    }

    private double volume(int endHop, int hops) {
        long sum = 0;
        for (long articles : volumes.subMap(endHop - hops, endHop).values()) {
            sum += articles;
        }
        return sum;
    }

    private TrendPart part(TagKind kind, Leaders leaders, Optional<Omitted> omitted, boolean closed) {
        Comparison comparison = leaders.comparison();
        return TrendPart.newBuilder()
                .setPartition(partition)
                .setEnd(TrendWindow.instant(comparison.endHop()))
                .setClosed(closed)
                .setKind(kind)
                .setWindow(comparison.window().iso)
                .setHistoryDays(comparison.days())
                .setEntries(leaders.entries())
                .setOmitted(omitted.orElse(null))
                .build();
    }

    private TrendPart complete(int endHop, boolean closed) {
        return TrendPart.newBuilder()
                .setPartition(partition)
                .setEnd(TrendWindow.instant(endHop))
                .setClosed(closed)
                .setComplete(true)
                .setHistoryDays(days(endHop - TrendWindow.HOUR.hops))
                .setDegraded(closed ? silent(activities.values(), endHop) : List.of())
                .build();
    }

    /** The feeds of this partition that gave far less than on the days before, within the hour that ends here. */
    private List<SilentFeed> silent(Iterable<TagActivity> counted, int endHop) {
        List<SilentFeed> silent = new ArrayList<>();
        int begin = endHop - TrendWindow.HOUR.hops;
        int days = days(begin);
        if (days < TrendScore.WARM_DAYS) {
            return silent;
        }
        for (TagActivity activity : counted) {
            if (activity.kind() == TagKind.FEEDS) {
                // Not scaled by the volume: when all feeds fall silent, all are.
                double expected = TrendScore.expected(activity.hours().before(TrendWindow.HOUR, endHop, days), 0, 0);
                double dispersion = activity.hours().dispersion(TrendWindow.HOUR, endHop, days);
                int got = activity.units(begin, endHop);
                if (TrendScore.shortfall(got, expected, dispersion) >= SILENT) {
                    silent.add(silent(activity.id(), expected, Math.sqrt(expected * dispersion), got));
                }
            }
        }
        silent.sort(Comparator.comparing(SilentFeed::getFeed));
        return silent;
    }

    private static SilentFeed silent(String feed, double expected, double spread, int got) {
        return SilentFeed.newBuilder()
                .setFeed(feed)
                .setExpected(expected)
                .setSpread(spread)
                .setGot(got)
                .setSays(String.format(Locale.ROOT, "expected %.0f ± %.0f this hour, got %d", expected, spread, got))
                .build();
    }
}
