package dev.dateline.ingest;

import dev.dateline.ingest.intake.ArticlesEndpoint;
import dev.dateline.ingest.intake.IngestMetrics;
import dev.dateline.ingest.intake.NewsWriter;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthCheck;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.runtime.lifecycle.Closer;
import dev.dateline.runtime.lifecycle.RunningService;
import dev.dateline.runtime.metrics.ProcessMetrics;
import dev.dateline.schemas.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** The ingest service: the door through which feeds push, its way into Kafka, its health and its metrics. */
public final class IngestService implements RunningService {

    /** Below the time that a health check has. */
    private static final int BROKER_ANSWERS_WITHIN_MILLIS = 1_500;

    private final Health health;
    private final HttpServer http;
    private final Closer closer;

    private IngestService(Health health, HttpServer http, Closer closer) {
        this.health = health;
        this.http = http;
        this.closer = closer;
    }

    /**
     * Starts the service: topics, then the way to Kafka, then the door.
     *
     * @throws Exception if it cannot start; nothing stays open then
     */
    public static IngestService start(IngestConfig config) throws Exception {
        Closer closer = new Closer();
        try {
            Health health = new Health();
            PrometheusMeterRegistry registry =
                    closer.register(new ProcessMetrics("ingest")).registry();
            TopicProvisioner.provision(
                    config.kafka(), List.of(Topics.RAW, Topics.REJECTED), config.partitions(), (short)
                            config.replication());

            Admin admin = closer.register(Admin.create(config.kafka().admin()));
            health.add(kafka(admin));

            IngestMetrics metrics = new IngestMetrics(registry);
            NewsWriter writer = closer.register(new NewsWriter(config.kafka(), metrics));
            ArticlesEndpoint articles = new ArticlesEndpoint(writer, config.limits(), metrics, InstantSource.system());
            HttpServer http = closer.register(HttpServer.start(
                    config.http(), health, registry, javalinConfig -> articles.addTo(javalinConfig.routes)));
            return new IngestService(health, http, closer);
        } catch (Exception e) {
            throw closer.closeAfter(e);
        }
    }

    private static HealthCheck kafka(Admin admin) {
        DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(BROKER_ANSWERS_WITHIN_MILLIS);
        return HealthCheck.of(
                "kafka", () -> admin.describeCluster(options).nodes().get());
    }

    /** Where feeds push, and where health and metrics are served. */
    public URI uri() {
        return http.uri();
    }

    @Override
    public void await() throws Exception {
        health.awaitFatal();
    }

    @Override
    public void close() throws Exception {
        closer.close();
    }
}
