package dev.dateline.enrich.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {

    @Test
    void aRecordThatEndsTooEarlyIsItselfAtFault() {
        assertThat(DeadLetters.surroundingsAreAtFault(new SerializationException("short", new EOFException())))
                .isFalse();
    }

    @Test
    void aRecordOfTheWrongFormIsItselfAtFault() {
        assertThat(DeadLetters.surroundingsAreAtFault(new SerializationException("no magic byte")))
                .isFalse();
    }

    @Test
    void aConnectionThatFailsIsNoFaultOfTheRecord() {
        assertThat(DeadLetters.surroundingsAreAtFault(
                        new SerializationException("no schema", new IOException("connection refused"))))
                .isTrue();
    }

    @Test
    void whatKafkaCallsRetriableIsNoFaultOfTheRecord() {
        assertThat(DeadLetters.surroundingsAreAtFault(new TimeoutException("later")))
                .isTrue();
    }

    @Test
    void causesThatNameEachOtherAreFollowedOnce() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException other = new RuntimeException("other", one);
        one.initCause(other);

        assertThat(DeadLetters.surroundingsAreAtFault(one)).isFalse();
    }
}
