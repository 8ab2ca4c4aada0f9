package dev.dateline.ingest;

import dev.dateline.ingest.feeds.FeedCounts;
import dev.dateline.ingest.feeds.FeedStates;
import dev.dateline.ingest.feeds.FeedsEndpoint;
import dev.dateline.ingest.feeds.FetchTimes;
import dev.dateline.ingest.intake.IngestMetrics;
import dev.dateline.ingest.intake.ItemsEndpoint;
import dev.dateline.ingest.intake.NewsWriter;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ParseOptions;
import dev.dateline.ingest.pull.FeedList;
import dev.dateline.ingest.pull.PullConfig;
import dev.dateline.ingest.pull.PulledFeed;
import dev.dateline.ingest.pull.PulledItems;
import dev.dateline.ingest.pull.Puller;
import dev.dateline.ingest.websub.HubSubscriptions;
import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.kafka.BrokerCheck;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.runtime.keys.ApiKeys;
import dev.dateline.runtime.keys.KeyGate;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.lifecycle.Closer;
import dev.dateline.runtime.lifecycle.RunningService;
import dev.dateline.runtime.metrics.ProcessMetrics;
import dev.dateline.runtime.outbound.OutboundConfig;
import dev.dateline.runtime.outbound.OutboundHttp;
import dev.dateline.runtime.watched.WatchedFile;
import dev.dateline.schemas.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
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
        return start(config, new ApiKeys(List.of()));
    }

    /**
     * Starts the service.
     *
     * @param besides keys that it lets in beside those of its file, for who runs in the same process
     * @throws Exception if it cannot start; nothing stays open then
     */
    public static IngestService start(IngestConfig config, ApiKeys besides) throws Exception {
        Closer closer = new Closer();
        try {
            Health health = new Health();
            PrometheusMeterRegistry registry =
                    closer.register(new ProcessMetrics("ingest")).registry();
            TopicProvisioner.provision(
                    config.kafka(), List.of(Topics.FEEDS, Topics.RAW, Topics.REJECTED), config.partitions(), (short)
                            config.replication());

            health.add(closer.register(new BrokerCheck(config.kafka())));

            InstantSource clock = InstantSource.system();
            KeyRing keys = new KeyRing(config.keysFile(), besides, clock);
            FeedCounts counts = new FeedCounts(registry, clock);
            NewsWriter writer = closer.register(new NewsWriter(config.kafka(), counts));
            ItemParser parser = new ItemParser(ParseOptions.STANDARD
                    .withMaxItemBytes(config.limits().itemBytes())
                    .withMaxDepth(config.limits().depth()));
            FeedStates states = closer.register(new FeedStates(config.kafka()));
            ItemsEndpoint items = new ItemsEndpoint(
                    writer, parser, states, keys, config.limits(), new IngestMetrics(registry), clock);
            FetchTimes fetchTimes = new FetchTimes();
            FeedsEndpoint feeds = new FeedsEndpoint(counts, states, fetchTimes, keys, clock);

            WatchedFile<List<PulledFeed>> list = feedList(config.pull());
            OutboundHttp outside = closer.register(new OutboundHttp(new OutboundConfig(
                    "Dateline/0.1 (news feed reader)",
                    config.pull().timeout(),
                    config.limits().wholeBytes(),
                    true,
                    4)));
            PulledItems pulled = new PulledItems(parser, writer, config.limits(), states, clock);
            HubSubscriptions hubs = new HubSubscriptions(
                    config.pull().publicUrl(), outside, states, list, pulled, config.limits(), clock);

            HttpServer http = closer.register(
                    HttpServer.start(config.http(), health, registry, "ingest-service", new KeyGate(keys), routes -> {
                        items.addTo(routes);
                        feeds.addTo(routes);
                        hubs.addTo(routes);
                    }));
            closer.register(new Puller(list, pulled, states, outside, hubs, fetchTimes, clock, registry));
            return new IngestService(health, http, closer);
        } catch (Exception e) {
            throw closer.closeAfter(e);
        }
    }

    private static WatchedFile<List<PulledFeed>> feedList(PullConfig pull) {
        if (pull.file().isEmpty()) {
            return WatchedFile.none(List.of());
        }
        Path file = pull.file().get();
        try {
            return new WatchedFile<>(file, path -> FeedList.read(path, pull.shortestInterval()));
        } catch (IOException e) {
            throw new ConfigException("ingest.feeds.file: " + e.getMessage(), e);
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
