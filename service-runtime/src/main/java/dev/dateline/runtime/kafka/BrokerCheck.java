package dev.dateline.runtime.kafka;

import dev.dateline.runtime.health.HealthCheck;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Whether a broker answers; clients alone wait for one in silence. Owns the admin client that it asks with. */
public final class BrokerCheck implements HealthCheck, AutoCloseable {

    /** Below the time that a health check has. */
    private static final int ANSWERS_WITHIN_MILLIS = 1_500;

    private final Admin admin;

    /** A check of the brokers that the settings name. */
    public BrokerCheck(KafkaSettings kafka) {
        admin = Admin.create(kafka.admin());
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void check() throws ExecutionException, InterruptedException {
        admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWERS_WITHIN_MILLIS))
                .nodes()
                .get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
