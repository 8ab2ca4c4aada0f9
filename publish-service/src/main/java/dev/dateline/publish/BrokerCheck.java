package dev.dateline.publish;

import dev.dateline.runtime.health.HealthCheck;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Whether a broker answers; a consumer alone waits for one in silence. */
final class BrokerCheck implements HealthCheck, AutoCloseable {

    private final Admin admin;

    BrokerCheck(KafkaSettings kafka) {
        admin = Admin.create(kafka.admin());
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void check() throws ExecutionException, InterruptedException {
        admin.describeCluster().clusterId().get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
