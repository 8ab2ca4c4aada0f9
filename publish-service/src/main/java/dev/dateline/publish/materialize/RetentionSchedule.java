package dev.dateline.publish.materialize;

import dev.dateline.publish.store.Retention;
import dev.dateline.publish.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the retention again and again, on a thread of its own. */
final class RetentionSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Retention retention;
    private final Thread thread;

    private RetentionSchedule(Retention retention) {
        this.retention = retention;
        this.thread = new Thread(this::run, "retention");
    }

    static RetentionSchedule start(Retention retention) {
        RetentionSchedule schedule = new RetentionSchedule(retention);
        schedule.thread.start();
        return schedule;
    }

    private void run() {
        try {
            while (true) {
                apply();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped", e);
        }
    }

    private void apply() {
        try {
            int partitions = retention.apply();
            if (partitions > 0) {
                LOG.atInfo().addKeyValue("partitions", partitions).log("Forgot what is older than it is kept");
            }
        } catch (StoreException e) {
            LOG.warn("What is too old is forgotten later: {}", String.valueOf(e.getCause()));
        }
    }

    /** A statement under way is left to the database; what it leaves behind the next run takes up. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }
}
