package dev.dateline.enrich.trend;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.ReadingState;
import dev.dateline.schemas.TagSighting;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendSignal;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Sends the sightings of each article that counts to who counts them, and tells all of those when five minutes have ended. */
final class ObserveProcessor implements Processor<String, EnrichedArticle, String, TrendSignal> {

    private static final String STATE = "reading";

    private final TrendMetrics metrics;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, TrendSignal> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, ReadingState> states;

    @SuppressWarnings("NullAway.Init")
    private Horizon horizon;

    ObserveProcessor(TrendMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, TrendSignal> context) {
        this.context = context;
        this.states = context.getStateStore(TrendsTopology.READING_STORE);
        this.horizon = new Horizon(states.get(STATE));
    }

    @Override
    public void process(Record<String, EnrichedArticle> record) {
        @Nullable EnrichedArticle enriched = record.value();
        Horizon.Reading reading = horizon.read(enriched, TrendEngine.newest(record.headers()));
        int source = context.taskId().partition();
        long timestamp = TrendWindow.instant(reading.hop()).toEpochMilli();
        reading.ended().ifPresent(ended -> {
            TrendSignal signal =
                    TrendSignal.newBuilder().setSource(source).setEnded(ended).build();
            forward("ended/" + source, signal, timestamp);
            states.put(STATE, horizon.state());
        });
        if (enriched == null || reading.leftOut().isPresent()) {
            if (!Topics.HORIZON_MARK.equals(record.key())) {
                reading.leftOut().ifPresent(metrics::leftOut);
            }
            return;
        }
        metrics.counted();
        for (TagSighting sighting : Sightings.of(enriched, reading.hop())) {
            forward(
                    Rankings.key(sighting.getKind(), sighting.getId()),
                    TrendSignal.newBuilder()
                            .setSource(source)
                            .setSighting(sighting)
                            .build(),
                    timestamp);
        }
        states.put(STATE, horizon.state());
    }

    private void forward(String key, TrendSignal signal, long timestamp) {
        context.forward(new Record<>(key, signal, timestamp, new RecordHeaders()));
    }
}
