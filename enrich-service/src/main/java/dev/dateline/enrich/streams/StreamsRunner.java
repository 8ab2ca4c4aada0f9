package dev.dateline.enrich.streams;

import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthCheck;
import java.time.Duration;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running topology. A stream thread that fails, which bad records never make it do, is replaced: the surroundings
 * are at fault, and are waited out. Owns the Kafka Streams client.
 */
public final class StreamsRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);
    private static final Duration PAUSE_BEFORE_RESTART = Duration.ofSeconds(1);

    private final KafkaStreams streams;

    private StreamsRunner(KafkaStreams streams) {
        this.streams = streams;
    }

    /** Starts the topology; its health check has the application id as name. */
    public static StreamsRunner start(StreamsSettings settings, Topology topology, Health health) {
        String name = settings.applicationId();
        KafkaStreams streams = new KafkaStreams(topology, settings.properties());
        streams.setUncaughtExceptionHandler(failure -> replaceThread(name, failure));
        streams.setStateListener((now, before) -> {
            LOG.atInfo().addKeyValue("topology", name).log("{} -> {}", before, now);
            if (now == KafkaStreams.State.ERROR) {
                health.fatal(new IllegalStateException("the topology " + name + " has no threads left"));
            }
        });
        health.add(HealthCheck.of(name, () -> {
            if (streams.state() != KafkaStreams.State.RUNNING) {
                throw new IllegalStateException("the topology is " + streams.state());
            }
        }));
        streams.start();
        return new StreamsRunner(streams);
    }

    private static StreamThreadExceptionResponse replaceThread(String name, Throwable failure) {
        LOG.atWarn().addKeyValue("topology", name).setCause(failure).log("A stream thread failed and is replaced");
        try {
            Thread.sleep(PAUSE_BEFORE_RESTART);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    @Override
    public void close() {
        // Leaving the group hands the tasks over at once; staying in it would keep them waiting for the session to end.
        boolean closed = streams.close(
                CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!closed) {
            LOG.warn("A topology did not close within {} s", CLOSE_WITHIN.toSeconds());
        }
    }
}
