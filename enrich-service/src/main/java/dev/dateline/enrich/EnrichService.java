package dev.dateline.enrich;

import dev.dateline.analysis.flashpoints.FlashpointFiles;
import dev.dateline.enrich.article.ArticleEnricher;
import dev.dateline.enrich.article.EnrichMetrics;
import dev.dateline.enrich.article.EnrichTopology;
import dev.dateline.enrich.flashpoint.BrokerFlashpointTopics;
import dev.dateline.enrich.flashpoint.BundledFlashpoints;
import dev.dateline.enrich.flashpoint.FlashpointTable;
import dev.dateline.enrich.flashpoint.FlashpointsInForce;
import dev.dateline.enrich.index.IndexMetrics;
import dev.dateline.enrich.index.IndexTopology;
import dev.dateline.enrich.order.BrokerReadingProgress;
import dev.dateline.enrich.story.StoryMetrics;
import dev.dateline.enrich.story.StoryStage;
import dev.dateline.enrich.streams.ExactlyOnce;
import dev.dateline.enrich.streams.StreamsRunner;
import dev.dateline.enrich.streams.StreamsSettings;
import dev.dateline.enrich.trend.TrendMetrics;
import dev.dateline.enrich.trend.TrendsTopology;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthCheck;
import dev.dateline.runtime.http.Gate;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.kafka.PatientDecoder;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.runtime.lifecycle.Closer;
import dev.dateline.runtime.lifecycle.RunningService;
import dev.dateline.runtime.metrics.ProcessMetrics;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Groups;
import dev.dateline.schemas.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The enrich service: three topologies, their health and their metrics. */
public final class EnrichService implements RunningService {

    private static final Logger LOG = LoggerFactory.getLogger(EnrichService.class);

    /** Kafka Streams application ids; they name the consumer groups and the internal topics. */
    static final String ENRICH_APPLICATION = Groups.ENRICH;

    static final String TRENDS_APPLICATION = Groups.TRENDS;

    static final String INDEX_APPLICATION = Groups.INDEX;

    /** An article waits for two commits on its way, that of its reading and that of its story. */
    private static final Duration ARTICLES_COMMITTED = Duration.ofMillis(50);

    /** What counts by minutes and hours need not be committed as often, which leaves the processor to the articles. */
    public static final Duration COUNTS_COMMITTED = Duration.ofMillis(500);

    private final Health health;
    private final HttpServer http;
    private final Closer closer;

    private EnrichService(Health health, HttpServer http, Closer closer) {
        this.health = health;
        this.http = http;
        this.closer = closer;
    }

    /**
     * Starts the service: topics, then the topologies in the order of the data, then the HTTP side.
     *
     * @throws Exception if it cannot start; nothing stays open then
     */
    public static EnrichService start(EnrichConfig config) throws Exception {
        Closer closer = new Closer();
        try {
            Health health = new Health();
            PrometheusMeterRegistry metrics =
                    closer.register(new ProcessMetrics("enrich")).registry();
            TopicProvisioner.provision(
                    config.kafka(),
                    List.of(
                            Topics.RAW,
                            Topics.REJECTED,
                            Topics.FLASHPOINTS,
                            Topics.ENRICHED,
                            Topics.LEDGER,
                            Topics.STORIES,
                            Topics.TRENDS,
                            Topics.TREND_HISTORY,
                            Topics.FLASHPOINT_INDEX),
                    config.partitions(),
                    (short) config.replication());

            ExactlyOnce.require(config.kafka());

            BundledFlashpoints.plant(config.kafka(), FlashpointFiles.standard());
            BrokerFlashpointTopics flashpointTopics = closer.register(BrokerFlashpointTopics.start(
                    config.kafka(), (short) config.replication(), config.deleteRetiredTopics()));
            health.add(flashpointTopics);
            FlashpointsInForce flashpoints = new FlashpointsInForce();
            PatientDecoder<FlashpointDefinition> definitions =
                    new PatientDecoder<>(config.kafka(), FlashpointDefinition.class);
            health.add(HealthCheck.of("flashpoints", definitions::check));

            BrokerReadingProgress progress = closer.register(BrokerReadingProgress.start(
                    config.kafka(), ENRICH_APPLICATION, StoryStage.reports(ENRICH_APPLICATION)));
            StreamsSettings articles = settings(config, ENRICH_APPLICATION, ARTICLES_COMMITTED);
            closer.register(StreamsRunner.start(
                    articles,
                    EnrichTopology.of(
                            articles.topologyConfig(),
                            config.kafka()::serde,
                            new ArticleEnricher(flashpoints::analyzer),
                            new FlashpointTable(definitions, flashpoints, flashpointTopics),
                            flashpointTopics,
                            new EnrichTopology.Rules(config.killedKept(), config.stories()),
                            progress,
                            new EnrichMetrics(metrics),
                            new StoryMetrics(metrics)),
                    health));
            // A definition that still waits for the registry must not hold up the topology's end.
            closer.register(definitions);
            // All definitions are read by now; compiled here, they do not make the first article wait.
            LOG.info("Articles are read by {}", flashpoints.analyzer().version());

            StreamsSettings trends = settings(config, TRENDS_APPLICATION, COUNTS_COMMITTED);
            closer.register(StreamsRunner.start(
                    trends,
                    TrendsTopology.of(
                            trends.topologyConfig(),
                            config.kafka()::serde,
                            new TrendMetrics(metrics),
                            config.partitions(),
                            config.tagsHeld()),
                    health));

            StreamsSettings index = settings(config, INDEX_APPLICATION, COUNTS_COMMITTED);
            closer.register(StreamsRunner.start(
                    index,
                    IndexTopology.of(index.topologyConfig(), config.kafka()::serde, new IndexMetrics(metrics)),
                    health));

            HttpServer http = closer.register(
                    HttpServer.start(config.http(), health, metrics, "enrich-service", Gate.OPEN, routes -> {}));
            return new EnrichService(health, http, closer);
        } catch (Exception e) {
            throw closer.closeAfter(e);
        }
    }

    private static StreamsSettings settings(EnrichConfig config, String applicationId, Duration commitInterval) {
        return StreamsSettings.of(
                applicationId,
                config.stateDirectory(),
                config.threads(),
                config.replication(),
                config.groupProtocol().name(),
                commitInterval,
                config.kafka()::streams);
    }

    /** Where health and metrics are served. */
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
