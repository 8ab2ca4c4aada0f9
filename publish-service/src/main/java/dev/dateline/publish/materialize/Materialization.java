package dev.dateline.publish.materialize;

import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.StoreException;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthCheck;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.kafka.TopicProvisioner;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the thread that fills the read model: first the tables, then the topics, then record after record. */
public final class Materialization implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Materialization.class);

    private static final Duration LAST_BATCH = Duration.ofSeconds(15);

    private final KafkaSettings kafka;
    private final MaterializeConfig config;
    private final ReadModel readModel;
    private final Health health;
    private final PublishMetrics metrics;
    private final Thread thread;
    private @Nullable Materializer materializer;
    private @Nullable RetentionSchedule retention;
    private boolean closed;

    private Materialization(
            KafkaSettings kafka, MaterializeConfig config, ReadModel readModel, Health health, PublishMetrics metrics) {
        this.kafka = kafka;
        this.config = config;
        this.readModel = readModel;
        this.health = health;
        this.metrics = metrics;
        this.thread = new Thread(this::run, "materializer");
    }

    /** Starts the thread; what is not there yet, a database or a broker, is waited for on it. */
    public static Materialization start(
            KafkaSettings kafka, MaterializeConfig config, ReadModel readModel, Health health, PublishMetrics metrics) {
        Materialization materialization = new Materialization(kafka, config, readModel, health, metrics);
        health.add(HealthCheck.of("materializer", materialization::check));
        materialization.thread.start();
        return materialization;
    }

    private void run() {
        try {
            awaitTables();
            takeUp(RetentionSchedule.start(readModel.retention()));
            TopicProvisioner.provision(kafka, Materializer.TOPICS, config.partitions(), (short) config.replication());
            Materializer ready =
                    new Materializer(kafka, config.batch(), new RecordReader(kafka), readModel.writer(), metrics);
            takeUp(ready);
            ready.run();
        } catch (InterruptedException e) {
            LOG.debug("Stopped before the first record", e);
        } catch (Throwable e) {
            LOG.error("The read model is no longer filled", e);
            health.fatal(e);
        }
    }

    private void awaitTables() throws InterruptedException {
        Patience patience = new Patience();
        while (true) {
            try {
                readModel.migrate();
                return;
            } catch (StoreException.Unavailable e) {
                Duration wait = patience.next();
                LOG.warn("Waiting {} ms for the database: {}", wait.toMillis(), String.valueOf(e.getCause()));
                Thread.sleep(wait);
            }
        }
    }

    private synchronized void takeUp(RetentionSchedule started) throws InterruptedException {
        retention = started;
        if (closed) {
            closeRetention();
        }
    }

    private void closeRetention() throws InterruptedException {
        if (retention != null) {
            retention.close();
        }
    }

    private synchronized void takeUp(Materializer ready) {
        materializer = ready;
        if (closed) {
            ready.stop();
        }
    }

    private synchronized void check() throws Exception {
        if (materializer == null) {
            throw new IllegalStateException("The tables or the topics are not there yet");
        }
        materializer.check();
    }

    /** Lets the batch in hand be finished, then ends the thread. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            closeRetention();
            if (materializer == null) {
                thread.interrupt();
            } else {
                materializer.stop();
            }
        }
        if (!thread.join(LAST_BATCH)) {
            LOG.warn(
                    "The last batch takes longer than {} s; it is left to the database to undo",
                    LAST_BATCH.toSeconds());
            thread.interrupt();
        }
    }
}
