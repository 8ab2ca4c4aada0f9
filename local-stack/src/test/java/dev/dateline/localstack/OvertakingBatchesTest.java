package dev.dateline.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OvertakingBatchesTest {

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        context.addTurboFilter(new OvertakingBatches());
        lines.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
    }

    @Test
    void dropsWhatTheProducerSendsAgain() {
        context.getLogger("kafka.server.ReplicaManager")
                .error("Error processing append operation", new OutOfOrderSequenceException("6, expected 0"));

        assertThat(lines.list).isEmpty();
    }

    @Test
    void keepsEveryOtherErrorOfAnAppend() {
        context.getLogger("kafka.server.ReplicaManager")
                .error("Error processing append operation", new IllegalStateException("the disk is full"));

        assertThat(lines.list).hasSize(1);
    }

    @Test
    void keepsThatOfAProducerWhichGaveUp() {
        context.getLogger("org.apache.kafka.clients.producer.internals.TransactionManager")
                .error("Gave up", new OutOfOrderSequenceException("6, expected 0"));

        assertThat(lines.list).hasSize(1);
    }
}
