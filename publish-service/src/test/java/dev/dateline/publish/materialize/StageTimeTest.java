package dev.dateline.publish.materialize;

import static dev.dateline.publish.materialize.RecordReaderTest.WRITTEN;
import static dev.dateline.publish.materialize.RecordReaderTest.header;
import static dev.dateline.publish.materialize.RecordReaderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.publish.Samples;
import dev.dateline.publish.metrics.PublishMetrics.Reached;
import dev.dateline.publish.store.Effect;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendRanking;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StageTimeTest {

    private static final Instant RECEIVED = WRITTEN.minusMillis(12);

    private final ConsumerRecord<byte[], byte[]> raw = record(Topics.RAW.name(), "key", new byte[0]);
    private final Effect accepted = new Effect.Accepted("wire", RECEIVED);

    @Test
    void anAcceptedArticleTellsHowLongIngestTook() {
        header(raw, Headers.RECEIVED, Long.toString(RECEIVED.toEpochMilli()));

        assertThat(StageTime.of(raw, accepted)).containsExactly(new StageTime(Reached.WRITTEN, Duration.ofMillis(12)));
    }

    @Test
    void oneThatIsReplayedOrDoesNotSayWhenItWasReceivedTellsNothing() {
        assertThat(StageTime.of(raw, accepted)).isEmpty();

        header(raw, Headers.RECEIVED, Long.toString(RECEIVED.toEpochMilli()));
        header(raw, Headers.REPLAY, "again/1");

        assertThat(StageTime.of(raw, accepted)).isEmpty();
    }

    @Test
    void anIndexTellsOfEachArticleThatItIsTheFirstToCount() {
        ConsumerRecord<byte[], byte[]> record = record(Topics.FLASHPOINT_INDEX.name(), "taiwan-strait", new byte[0]);
        header(record, Headers.COUNTED, Long.toString(RECEIVED.toEpochMilli()));

        assertThat(StageTime.of(record, new Effect.Indexed(Samples.index("taiwan-strait", WRITTEN))))
                .containsExactly(new StageTime(Reached.INDEXED, Duration.ofMillis(12)));
    }

    @Test
    void aRankingTellsOfEachArticleThatItIsTheFirstToCount() {
        TrendRanking ranking = Samples.ranking(TagKind.TOPICS, "PT1H", "leader");
        long computed = ranking.getComputed().toEpochMilli();
        ConsumerRecord<byte[], byte[]> record = record(Topics.TRENDS.name(), "topics/PT1H", new byte[0]);
        header(record, Headers.COUNTED, (computed - 1_500) + "," + (computed - 300));

        assertThat(StageTime.of(record, new Effect.Ranking(ranking)))
                .containsExactly(
                        new StageTime(Reached.RANKED, Duration.ofMillis(1_500)),
                        new StageTime(Reached.RANKED, Duration.ofMillis(300)));
        assertThat(StageTime.of(record, new Effect.PastRanking(ranking))).isEmpty();
        assertThat(StageTime.of(record(Topics.TRENDS.name(), "topics/PT1H", new byte[0]), new Effect.Ranking(ranking)))
                .isEmpty();
    }
}
