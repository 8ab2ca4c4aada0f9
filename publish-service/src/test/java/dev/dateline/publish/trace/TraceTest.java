package dev.dateline.publish.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.publish.store.TraceReader.Refused;
import dev.dateline.publish.store.TraceReader.Stored;
import dev.dateline.publish.trace.Trace.Outcome;
import dev.dateline.publish.trace.Trace.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final TopicPartition PLACE = new TopicPartition("news.raw", 2);
    private static final Stored STORED = new Stored("a", 7, 2, false, "{}");

    @Test
    void eachRecordOfAPublishedArticleSaysWhatBecameOfIt() {
        Trace trace = trace(STORED, "new", 100, true, List.of(), record(5, "old"), record(9, "new"), record(12, "new"));

        assertThat(trace.state()).isEqualTo(State.PUBLISHED);
        assertThat(trace.raw())
                .extracting(Trace.Arrival::outcome)
                .containsExactly(Outcome.EARLIER, Outcome.NEWEST, Outcome.DUPLICATE);
    }

    @Test
    void aRevisionThatWaitsIsToldBesideWhatReadersHave() {
        Trace trace = trace(STORED, "new", 20, true, List.of(), record(9, "new"), record(25, "newer"));

        assertThat(trace.state()).isEqualTo(State.PUBLISHED);
        assertThat(trace.raw()).last().satisfies(arrival -> {
            assertThat(arrival.outcome()).isEqualTo(Outcome.WAITING);
            assertThat(arrival.before()).isEqualTo(5);
        });
    }

    @Test
    void whatReadersHaveWasReadHoweverOldTheLookAtTheGroupIs() {
        assertThat(trace(STORED, "new", 9, true, List.of(), record(9, "new")).raw())
                .extracting(Trace.Arrival::outcome)
                .containsExactly(Outcome.NEWEST);
    }

    @Test
    void whatLiesBeforeARecordThatReadersHaveWasReadAndStoredHoweverOldTheLookAtTheGroupIs() {
        assertThat(trace(STORED, "new", 3, false, List.of(), record(5, "old"), record(7, "old"), record(9, "new"))
                        .raw())
                .extracting(Trace.Arrival::outcome)
                .containsExactly(Outcome.EARLIER, Outcome.DUPLICATE, Outcome.NEWEST);
    }

    @Test
    void whatLiesBeforeARecordThatWasRefusedWasRead() {
        Trace trace = trace(null, null, 3, false, List.of(refused("2", "9"), refused("1", "30")), record(5, "x"));

        assertThat(trace.state()).isEqualTo(State.ON_THE_WAY);
        assertThat(trace(null, null, 3, false, List.of(refused("2", "9")), record(12, "x"))
                        .raw())
                .singleElement()
                .satisfies(arrival -> {
                    assertThat(arrival.outcome()).isEqualTo(Outcome.WAITING);
                    assertThat(arrival.before()).isEqualTo(2);
                });
    }

    @Test
    void whatNoReaderHasIsWhereItIs() {
        assertThat(trace(null, null, 5, true, List.of(), record(9, "x")).state())
                .isEqualTo(State.WAITING);
        assertThat(trace(null, null, 5, true, List.of(), record(9, "x")).says()).contains("after 4 others");
        assertThat(trace(null, null, 50, false, List.of(), record(9, "x")).state())
                .isEqualTo(State.ON_THE_WAY);
        assertThat(trace(null, null, 50, true, List.of(), record(9, "x")).state())
                .isEqualTo(State.GONE);
        assertThat(trace(null, null, 50, true, List.of(refused("2", "9")), record(9, "x"))
                        .state())
                .isEqualTo(State.REJECTED);
        assertThat(trace(null, null, 50, true, List.of(refused("2", "8")), record(9, "x"))
                        .state())
                .isEqualTo(State.GONE);
    }

    @Test
    void whatWasTakenBackIsToldAsThat() {
        Stored killed = new Stored("a", 7, 3, true, "{}");

        assertThat(trace(killed, "new", 50, true, List.of(), record(9, "new")).state())
                .isEqualTo(State.KILLED);
    }

    private static Trace trace(
            @Nullable Stored stored,
            @Nullable String hash,
            long read,
            boolean written,
            List<Refused> refused,
            RawRecord... records) {
        return Trace.of(
                "a", stored, hash, List.of(records), Map.of(PLACE, read), any -> written, refused, any -> List.of());
    }

    private static RawRecord record(long offset, String hash) {
        return new RawRecord(PLACE, offset, "a", NOW, "desk", hash, "Title", null, "application/json", 10);
    }

    private static Refused refused(String partition, String offset) {
        return new Refused(
                "news.rejected", 0, 0, "enrich", "unreadable", null, null, null, NOW, 3, "news.raw", partition, offset);
    }
}
