package dev.dateline.localstack;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Drops the broker's error lines of batches that overtook the first one of their transaction.
 *
 * <p>The first batch on a partition is put off while the transaction before it is being completed, and those sent right
 * behind it arrive first; the producer sends all of them again in their order (KAFKA-18202). A producer that gives up says
 * so in its own process, so no loss is hidden.
 */
final class OvertakingBatches extends TurboFilter {

    private static final String APPENDS = "kafka.server.ReplicaManager";

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        return thrown instanceof OutOfOrderSequenceException && logger.getName().equals(APPENDS)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
