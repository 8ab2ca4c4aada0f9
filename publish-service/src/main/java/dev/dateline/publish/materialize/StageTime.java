package dev.dateline.publish.materialize;

import dev.dateline.publish.metrics.PublishMetrics.Reached;
import dev.dateline.publish.store.Effect;
import dev.dateline.runtime.events.HeaderText;
import dev.dateline.runtime.events.NewlyCounted;
import dev.dateline.schemas.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long after its receipt an article had reached a stage.
 *
 * @param since less than nothing where the clocks of two machines differ
 */
record StageTime(Reached stage, Duration since) {

    /** What a record tells of the stage that wrote it; of those that read revisions, the stored revision itself tells. */
    static List<StageTime> of(ConsumerRecord<byte[], byte[]> record, Effect effect) {
        return switch (effect) {
            case Effect.Accepted accepted -> written(record, accepted.received());
            case Effect.Ranking ranking ->
                counted(record, Reached.RANKED, ranking.ranking().getComputed());
            case Effect.Indexed indexed ->
                counted(record, Reached.INDEXED, indexed.index().getComputed());
            default -> List.of();
        };
    }

    /** Of what is replayed the record has the time of its first writing, which was told then. */
    private static List<StageTime> written(ConsumerRecord<byte[], byte[]> record, Instant received) {
        return HeaderText.of(record.headers(), Headers.RECEIVED) == null
                        || HeaderText.of(record.headers(), Headers.REPLAY) != null
                ? List.of()
                : List.of(new StageTime(
                        Reached.WRITTEN, Duration.between(received, Instant.ofEpochMilli(record.timestamp()))));
    }

    private static List<StageTime> counted(ConsumerRecord<byte[], byte[]> record, Reached stage, Instant computed) {
        return NewlyCounted.of(record.headers()).stream()
                .map(received -> new StageTime(stage, Duration.between(received, computed)))
                .toList();
    }
}
