package dev.dateline.enrich.streams;

import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running topology. A stream thread that fails, which bad records never make it do, is replaced: the surroundings
 * are at fault, and are waited out. Where the group still has the topology of another build, it is taken over. What a process that was
 * killed has left of its state is read anew. Owns the Kafka Streams client.
 */
public final class StreamsRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);
    private static final Duration PAUSE_BEFORE_RESTART = Duration.ofSeconds(1);

    /** All threads of a process are refused at once; after one has taken the group over, the others need only join it. */
    private static final Duration TAKEN_OVER_FOR_ALL = Duration.ofSeconds(10);

    private final String name;
    private final FormerTopology former;
    private final Clock clock = Clock.systemUTC();
    private final ThreadFailures failures = new ThreadFailures(clock);
    private final KafkaStreams streams;
    private final RunningMarker marker;
    private Instant takenOver = Instant.EPOCH;

    private StreamsRunner(StreamsSettings settings, Topology topology) {
        this.name = settings.applicationId();
        this.former = new FormerTopology(settings, topology);
        this.streams = new KafkaStreams(topology, settings.properties());
        this.marker = new RunningMarker(settings);
    }

    /** Starts the topology; its health check has the application id as name. */
    public static StreamsRunner start(StreamsSettings settings, Topology topology, Health health) {
        StreamsRunner runner = new StreamsRunner(settings, topology);
        KafkaStreams streams = runner.streams;
        streams.setUncaughtExceptionHandler(runner::replaceThread);
        streams.setStateListener((now, before) -> {
            LOG.atInfo().addKeyValue("topology", runner.name).log("{} -> {}", before, now);
            if (now == KafkaStreams.State.ERROR) {
                health.fatal(new IllegalStateException("the topology " + runner.name + " has no threads left"));
            }
        });
        health.add(HealthCheck.of(runner.name, runner::check));
        runner.forgetStateOfTheKilled();
        streams.start();
        return runner;
    }

    /**
     * Exactly once, Kafka Streams takes such state for corrupted and reads it anew by itself. But 4.3.1 finds so segment by segment, and
     * leaves those open of a window store that it found whole before: no thread could open them again.
     */
    private void forgetStateOfTheKilled() {
        if (marker.begin()) {
            LOG.atInfo().addKeyValue("topology", name).log("The process before was killed; the state is read anew");
            streams.cleanUp();
        }
    }

    private void check() {
        failures.check();
        if (streams.state() != KafkaStreams.State.RUNNING) {
            throw new IllegalStateException("the topology is " + streams.state());
        }
    }

    private StreamThreadExceptionResponse replaceThread(Throwable failure) {
        try {
            if (FormerTopology.refuses(failure)) {
                takeOver();
            } else {
                LOG.atWarn()
                        .addKeyValue("topology", name)
                        .setCause(failure)
                        .log("A stream thread failed and is replaced");
                failures.add("a stream thread failed and is replaced: " + root(failure));
            }
            Thread.sleep(PAUSE_BEFORE_RESTART);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized void takeOver() throws InterruptedException {
        if (takenOver.plus(TAKEN_OVER_FOR_ALL).isAfter(clock.instant())) {
            return;
        }
        failures.add("the group " + name + " has the topology of another build, which is being taken over");
        try {
            former.takeOver();
            takenOver = clock.instant();
        } catch (IllegalStateException | ExecutionException | TimeoutException | KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("topology", name)
                    .log("The group has another topology and could not be taken over yet: {}", root(e));
            failures.add(root(e));
        }
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root instanceof IllegalStateException && root.getMessage() != null
                ? root.getMessage()
                : root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    @Override
    public void close() {
        // Leaving the group hands the tasks over at once; staying in it would keep them waiting for the session to end.
        boolean closed = streams.close(
                CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (closed) {
            marker.end();
        } else {
            LOG.warn("A topology did not close within {} s", CLOSE_WITHIN.toSeconds());
        }
    }
}
