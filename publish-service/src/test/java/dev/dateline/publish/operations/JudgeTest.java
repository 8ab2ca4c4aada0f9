package dev.dateline.publish.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.publish.operations.Cluster.Group;
import dev.dateline.publish.operations.Cluster.Member;
import dev.dateline.publish.operations.Verdict.State;
import dev.dateline.publish.store.FlowReader.Flow;
import dev.dateline.publish.store.FlowReader.Refusals;
import dev.dateline.schemas.Groups;
import dev.dateline.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final TopicPartition RAW = new TopicPartition(Topics.RAW.name(), 3);
    private static final Flow FLOW = new Flow(10, 10, 0, 0, 0, 0, 0, null, 0);

    @Test
    void whatKeepsUpNeedsNothing() {
        Verdict verdict = Judge.judge(reading(group(GroupState.STABLE, 1), Lag.NONE, null, null));

        assertThat(verdict).isEqualTo(new Verdict(State.OK, "All is read.", null));
    }

    @Test
    void aGroupThatNeverWasIsToBeStarted() {
        Verdict verdict = Judge.judge(reading(null, Lag.NONE, null, null));

        assertThat(verdict.state()).isEqualTo(State.BAD);
        assertThat(verdict.says())
                .isEqualTo("Kafka knows no group dateline-enrich: enrich-service has never run here.");
        assertThat(verdict.fix()).contains("./dateline up", "docker compose up -d enrich");
    }

    @Test
    void aGroupWithoutMembersSaysWhenItLastReadAndWhatWaits() {
        Verdict verdict =
                Judge.judge(reading(group(GroupState.EMPTY, 0), new Lag(412, 8.2, null), null, NOW.minusSeconds(9)));

        assertThat(verdict.state()).isEqualTo(State.BAD);
        assertThat(verdict.says())
                .isEqualTo("enrich-service has stopped: no member in group dateline-enrich; it last read 9 s ago;"
                        + " 412 records wait, the oldest for 8 s.");
    }

    @Test
    void whatStandsStillIsNamedByTheRecordAndOnlyAfterSomeSeconds() {
        Lag lag = new Lag(5, 7.0, null);
        Group group = group(GroupState.STABLE, 1);

        assertThat(Judge.judge(reading(group, lag, NOW.minusSeconds(3), NOW)).state())
                .isEqualTo(State.OK);
        Verdict verdict = Judge.judge(reading(group, lag, NOW.minusSeconds(7), NOW.minusSeconds(7)));
        assertThat(verdict.state()).isEqualTo(State.BAD);
        assertThat(verdict.says())
                .isEqualTo("enrich-service stands still: it has read nothing of news.raw-3 at offset 17 for 7 s;"
                        + " 5 records wait, the oldest for 7 s.");
        assertThat(verdict.fix()).contains("/readyz of enrich-service");
    }

    @Test
    void aGroupThatFormsIsGivenSomeTime() {
        assertThat(Judge.judge(forming(5)).state()).isEqualTo(State.WARN);
        assertThat(Judge.judge(forming(25)).state()).isEqualTo(State.BAD);
        assertThat(Judge.judge(forming(25)).fix()).contains("two versions");
    }

    @Test
    void whoIsLateSaysWhetherItCatchesUp() {
        Group group = group(GroupState.STABLE, 1);
        Lag lag = new Lag(900, 30.0, null);

        assertThat(Judge.judge(late(group, lag, 1_000)).says())
                .isEqualTo("It is 30 s behind and catches up; 900 records wait, the oldest for 30 s.");
        Verdict grows = Judge.judge(late(group, lag, 800));
        assertThat(grows.says()).contains("does not catch up");
        assertThat(grows.fix()).contains("start another instance of enrich-service");
    }

    @Test
    void whatIsNotKnownIsSaidToBeUnknownWithTheReason() {
        Verdict verdict =
                Judge.judge(reading(group(GroupState.STABLE, 1), Lag.unknown(3, "the leader is away"), null, null));

        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.says()).contains("the leader is away");
    }

    @Test
    void refusedRecordsAreNamedByTheirPlace() {
        Refusals refusals = new Refusals("enrich", "not-processed", "news.raw", 5, NOW, 0, 71L, "Unknown magic byte");
        StageReading reading = new StageReading(
                stage(Stage.READ),
                NOW,
                group(GroupState.STABLE, 1),
                List.of(),
                Lag.NONE,
                null,
                null,
                NOW,
                List.of(refusals),
                FLOW,
                null);

        assertThat(Judge.judge(reading).says())
                .isEqualTo(
                        "Refused 5 records within 10 minutes (not-processed), the newest on news.raw-0 at offset 71.");
        assertThat(Judge.judge(reading).fix()).contains("/rejected", "may write to news.raw");
    }

    @Test
    void aFewItemsThatFeedsSentWronglyCallNobody() {
        assertThat(Judge.judge(ingest(99)).state()).isEqualTo(State.OK);
        assertThat(Judge.judge(ingest(99)).says())
                .isEqualTo("The last article arrived 0 s ago. Refused 99 records within 10 minutes (not-json).");
        assertThat(Judge.judge(ingest(100)).state()).isEqualTo(State.WARN);
        assertThat(Judge.judge(ingest(100)).fix()).contains("/rejected");
    }

    private static StageReading ingest(int refused) {
        return new StageReading(
                stage(Stage.INGEST),
                NOW,
                null,
                List.of(),
                Lag.NONE,
                null,
                null,
                NOW,
                List.of(new Refusals("ingest", "not-json", null, refused, NOW, null, null, null)),
                FLOW,
                null);
    }

    @Test
    void withoutADatabaseNothingIsStored() {
        StageReading reading = new StageReading(
                stage(Stage.PUBLISH),
                NOW,
                group(GroupState.STABLE, 1),
                List.of(),
                Lag.NONE,
                null,
                null,
                NOW,
                List.of(),
                null,
                "it refuses the password");

        assertThat(Judge.judge(reading).state()).isEqualTo(State.BAD);
        assertThat(Judge.judge(reading).says()).contains("PostgreSQL does not answer", "it refuses the password");
        assertThat(Judge.judge(reading).fix()).contains("publish.database.url");
    }

    private static StageReading reading(
            @Nullable Group group, Lag lag, @Nullable Instant standsSince, @Nullable Instant moved) {
        PartitionLag partition = new PartitionLag(RAW, 17L, 22L, 0, true, lag, standsSince);
        return new StageReading(
                stage(Stage.READ), NOW, group, List.of(partition), lag, null, null, moved, List.of(), FLOW, null);
    }

    private static StageReading forming(int seconds) {
        return new StageReading(
                stage(Stage.READ),
                NOW,
                group(GroupState.ASSIGNING, 2),
                List.of(),
                Lag.NONE,
                null,
                NOW.minusSeconds(seconds),
                null,
                List.of(),
                FLOW,
                null);
    }

    private static StageReading late(Group group, Lag lag, long before) {
        return new StageReading(
                stage(Stage.READ),
                NOW,
                group,
                List.of(),
                lag,
                new Trend.Point(before, 30.0, 1.0),
                null,
                NOW,
                List.of(),
                FLOW,
                null);
    }

    private static Stage stage(String id) {
        return Stage.ALL.stream()
                .filter(stage -> stage.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Group group(GroupState state, int members) {
        List<Member> all = IntStream.range(0, members)
                .mapToObj(i -> new Member("m" + i, "client", "127.0.0.1", "p", List.of(RAW)))
                .toList();
        return new Group(Groups.ENRICH, GroupType.STREAMS, state, all, Map.of(RAW, 17L));
    }
}
