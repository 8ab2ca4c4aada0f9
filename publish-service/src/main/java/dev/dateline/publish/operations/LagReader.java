package dev.dateline.publish.operations;

import dev.dateline.publish.operations.Cluster.Group;
import dev.dateline.publish.operations.Cluster.Partition;
import dev.dateline.publish.operations.OldestUnread.Found;
import dev.dateline.publish.operations.OldestUnread.Place;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far each group is in each partition, from one reading to the next. The lag in seconds is the time for which the oldest
 * unread record has been there: since its own timestamp, or since the last reading that did not have it, whichever is later.
 * Not thread-safe.
 */
final class LagReader implements AutoCloseable {

    private static final Duration LOOKS_FOR = Duration.ofMillis(1_500);

    /** Fifteen minutes of readings. */
    private static final int READINGS = 450;

    private final OldestUnread oldest;
    private final EndOffsets history = new EndOffsets(READINGS);

    /** The topics that a group's members last had, for when it has none. */
    private final Map<String, Set<String>> lastRead = new HashMap<>();

    private final Map<Reader, Standing> standing = new HashMap<>();

    private record Reader(String group, TopicPartition partition) {}

    private record Standing(long offset, Instant since) {}

    LagReader(KafkaSettings kafka) {
        this.oldest = new OldestUnread(kafka);
    }

    /** The lag of each group by its id, partitions in order. */
    Map<String, List<PartitionLag>> read(Cluster cluster) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        cluster.places().forEach(place -> {
            Partition partition = cluster.find(place);
            if (partition != null && partition.end() != null) {
                ends.put(place, partition.end());
            }
        });
        history.add(cluster.at(), ends);
        Map<String, List<TopicPartition>> partitions = new TreeMap<>();
        Set<Place> places = new HashSet<>();
        cluster.groups().forEach((id, group) -> {
            List<TopicPartition> own = partitions(group, cluster);
            partitions.put(id, own);
            for (TopicPartition partition : own) {
                Long end = ends.get(partition);
                long from = from(group, partition, cluster);
                if (end != null && from < end) {
                    places.add(new Place(partition, from));
                }
            }
        });
        Map<Place, Found> found = oldest.look(places, ends, LOOKS_FOR);
        Set<Reader> seen = new HashSet<>();
        Map<String, List<PartitionLag>> lags = new TreeMap<>();
        cluster.groups().forEach((id, group) -> {
            List<PartitionLag> all = new ArrayList<>();
            for (TopicPartition partition : partitions.getOrDefault(id, List.of())) {
                seen.add(new Reader(id, partition));
                all.add(lag(group, partition, cluster, found));
            }
            lags.put(id, all);
        });
        standing.keySet().retainAll(seen);
        lastRead.keySet().retainAll(lags.keySet());
        return lags;
    }

    /** Those that the group has read or is to read, and that there are. */
    private static List<TopicPartition> partitions(Group group, Cluster cluster) {
        Set<TopicPartition> all =
                new TreeSet<>(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        all.addAll(group.committed().keySet());
        group.members().forEach(member -> all.addAll(member.partitions()));
        all.removeIf(place -> cluster.find(place) == null);
        return List.copyOf(all);
    }

    private static long from(Group group, TopicPartition place, Cluster cluster) {
        Long committed = group.committed().get(place);
        Partition partition = cluster.find(place);
        long begin = partition == null || partition.begin() == null ? 0 : partition.begin();
        return committed == null ? begin : Math.max(committed, begin);
    }

    private PartitionLag lag(Group group, TopicPartition place, Cluster cluster, Map<Place, Found> found) {
        Long committed = group.committed().get(place);
        Partition partition = cluster.find(place);
        Long begin = partition == null ? null : partition.begin();
        Long end = partition == null ? null : partition.end();
        long deleted = committed == null || committed == 0 || begin == null ? 0 : Math.max(0, begin - committed);
        long from = from(group, place, cluster);
        Lag lag = lag(place, from, end, cluster.at(), found);
        return new PartitionLag(
                place,
                committed,
                end,
                deleted,
                isRead(group, place),
                lag,
                standsSince(group, place, from, lag, cluster));
    }

    private Lag lag(TopicPartition place, long from, @Nullable Long end, Instant now, Map<Place, Found> found) {
        if (end == null) {
            return Lag.unknown(0, "the leader of " + place + " does not answer");
        }
        if (from >= end) {
            return Lag.NONE;
        }
        Found oldestUnread = found.get(new Place(place, from));
        if (oldestUnread == null) {
            return Lag.unknown(end - from, "the oldest unread record of " + place + " could not be read in time");
        }
        // A record that came after the look at the ends was not there yet.
        if (oldestUnread.timestamp().isEmpty() || oldestUnread.until() > end) {
            return Lag.NONE;
        }
        Instant since = Instant.ofEpochMilli(oldestUnread.timestamp().getAsLong());
        Instant without = history.lastWithout(place, oldestUnread.until() - 1);
        if (without != null && without.isAfter(since)) {
            since = without;
        }
        return new Lag(end - from, Math.max(0, Duration.between(since, now).toMillis()) / 1000.0, null);
    }

    private boolean isRead(Group group, TopicPartition place) {
        if (!group.members().isEmpty()) {
            Set<String> topics = new HashSet<>();
            group.members().forEach(member -> member.partitions().forEach(one -> topics.add(one.topic())));
            // While a group forms, nobody has anything yet.
            if (!topics.isEmpty()) {
                lastRead.put(group.id(), topics);
            }
        }
        Set<String> topics = lastRead.get(group.id());
        return topics == null || topics.contains(place.topic());
    }

    private @Nullable Instant standsSince(Group group, TopicPartition place, long from, Lag lag, Cluster cluster) {
        Reader reader = new Reader(group.id(), place);
        if (lag.records() == 0) {
            standing.remove(reader);
            return null;
        }
        Standing before = standing.get(reader);
        if (before == null || before.offset() != from) {
            standing.put(reader, new Standing(from, cluster.at()));
            return null;
        }
        return before.since();
    }

    @Override
    public void close() {
        oldest.close();
    }
}
