package dev.dateline.enrich.trend;

import dev.dateline.schemas.PartialRanking;
import dev.dateline.schemas.TagBucket;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagObservation;
import dev.dateline.schemas.TrendEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts observations into five-minute buckets and once a second sends the leading tags of its partition on, for each
 * kind that changed, and for all kinds when the windows hop. Punctuation is by the wall clock, so that a quiet kind ends
 * too. The store is the truth; the activities in memory are a reading of it, made anew at every start.
 */
final class CountProcessor implements Processor<String, TagObservation, String, PartialRanking> {

    private static final Duration RANK_EVERY = Duration.ofSeconds(1);

    private final Map<String, TagActivity> activities = new HashMap<>();
    private final Set<TagKind> changed = EnumSet.noneOf(TagKind.class);
    private Instant windowEnd = Instant.EPOCH;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, PartialRanking> context;

    @SuppressWarnings("NullAway.Init")
    private WindowStore<String, TagBucket> buckets;

    @Override
    public void init(ProcessorContext<String, PartialRanking> context) {
        this.context = context;
        this.buckets = context.getStateStore(TrendsTopology.BUCKETS_STORE);
        try (KeyValueIterator<Windowed<String>, TagBucket> all = buckets.all()) {
            while (all.hasNext()) {
                KeyValue<Windowed<String>, TagBucket> bucket = all.next();
                activity(bucket.key.key(), bucket.value).put(bucket.value);
            }
        }
        context.schedule(RANK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::rank);
    }

    @Override
    public void process(Record<String, TagObservation> record) {
        TagObservation observation = record.value();
        long start = TrendWindow.bucket(observation.getReceived()).toEpochMilli();
        TagBucket bucket = counted(buckets.fetch(record.key(), start), observation);
        buckets.put(record.key(), bucket, start);
        activity(record.key(), bucket).put(bucket);
        changed.add(observation.getKind());
    }

    private TagActivity activity(String key, TagBucket bucket) {
        return activities.computeIfAbsent(
                key, created -> new TagActivity(bucket.getKind(), bucket.getId(), bucket.getLabel()));
    }

    private static TagBucket counted(@Nullable TagBucket known, TagObservation observation) {
        List<String> publishers = known == null ? new ArrayList<>() : new ArrayList<>(known.getPublishers());
        if (!publishers.contains(observation.getPublisher())) {
            publishers.add(observation.getPublisher());
        }
        List<String> evidence = new ArrayList<>(TagActivity.EVIDENCE);
        evidence.add(observation.getArticleId());
        if (known != null) {
            known.getEvidence().stream().limit(TagActivity.EVIDENCE - 1L).forEach(evidence::add);
        }
        return TagBucket.newBuilder()
                .setKind(observation.getKind())
                .setId(observation.getId())
                .setLabel(observation.getLabel())
                .setStart(TrendWindow.bucket(observation.getReceived()))
                .setArticles(known == null ? 1 : known.getArticles() + 1)
                .setPublishers(publishers)
                .setEvidence(evidence)
                .build();
    }

    private void rank(long now) {
        Instant computed = Instant.ofEpochMilli(now);
        Instant end = TrendWindow.endAt(computed);
        if (!end.equals(windowEnd)) {
            windowEnd = end;
            forgetBefore(TrendWindow.DAY.start(end));
            changed.addAll(EnumSet.allOf(TagKind.class));
        }
        for (TagKind kind : changed) {
            List<TagActivity> active = activities.values().stream()
                    .filter(activity -> activity.kind() == kind)
                    .toList();
            for (TrendWindow window : TrendWindow.values()) {
                send(kind, window, active, computed);
            }
        }
        changed.clear();
    }

    private void forgetBefore(Instant start) {
        activities.values().removeIf(activity -> {
            activity.forgetBefore(start);
            return activity.isEmpty();
        });
    }

    private void send(TagKind kind, TrendWindow window, List<TagActivity> active, Instant computed) {
        Instant start = window.start(windowEnd);
        List<TrendEntry> entries = active.stream()
                .map(activity -> activity.count(start, windowEnd))
                .toList();
        PartialRanking part = PartialRanking.newBuilder()
                .setPartition(context.taskId().partition())
                .setRanking(Rankings.ranking(
                        kind, window.iso, start, windowEnd, computed, Rankings.ranked(entries, Map.of())))
                .build();
        context.forward(
                new Record<>(Rankings.key(kind, window.iso), part, computed.toEpochMilli(), new RecordHeaders()));
    }
}
