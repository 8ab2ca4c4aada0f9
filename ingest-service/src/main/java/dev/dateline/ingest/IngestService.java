package dev.dateline.ingest;

import dev.dateline.ingest.feeds.FeedCounts;
import dev.dateline.ingest.feeds.FeedsEndpoint;
import dev.dateline.ingest.intake.IngestMetrics;
import dev.dateline.ingest.intake.ItemsEndpoint;
import dev.dateline.ingest.intake.NewsWriter;
import dev.dateline.ingest.keys.KeyRing;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.kafka.BrokerCheck;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.runtime.lifecycle.Closer;
import dev.dateline.runtime.lifecycle.RunningService;
import dev.dateline.runtime.metrics.ProcessMetrics;
import dev.dateline.schemas.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** The ingest service: the door through which feeds push, its way into Kafka, its health and its metrics. */
public final class IngestService implements RunningService {

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

            health.add(closer.register(new BrokerCheck(config.kafka())));

            InstantSource clock = InstantSource.system();
            KeyRing keys = new KeyRing(config.keysFile(), clock);
            FeedCounts counts = new FeedCounts(registry, clock);
            NewsWriter writer = closer.register(new NewsWriter(config.kafka(), counts));
            ItemParser parser = new ItemParser(config.limits().itemBytes());
            ItemsEndpoint items =
                    new ItemsEndpoint(writer, parser, keys, config.limits(), new IngestMetrics(registry), clock);
            FeedsEndpoint feeds = new FeedsEndpoint(counts, keys, clock.instant());
            HttpServer http = closer.register(HttpServer.start(config.http(), health, registry, javalinConfig -> {
                items.addTo(javalinConfig.routes);
                feeds.addTo(javalinConfig.routes);
            }));
            return new IngestService(health, http, closer);
        } catch (Exception e) {
            throw closer.closeAfter(e);
        }
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
