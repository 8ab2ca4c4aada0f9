package dev.dateline.bench.speed;

import dev.dateline.enrich.EnrichService;
import dev.dateline.enrich.streams.StreamsRunner;
import dev.dateline.enrich.streams.StreamsSettings;
import dev.dateline.enrich.trend.TrendMetrics;
import dev.dateline.enrich.trend.TrendWindow;
import dev.dateline.enrich.trend.TrendsTopology;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Groups;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.Topics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topology of trends as the service runs it, on a broker, over a day of made-up articles that name many people: each person
 * once, and every other name again by Zipf's law.
 */
final class TrendsRun implements AutoCloseable {

    private static final int NAMES = 15;

    /** Hops of the day. */
    static final int HOPS = (int) Duration.ofDays(1).dividedBy(TrendWindow.HOP);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final int partitions;
    private final StreamsRunner runner;

    private TrendsRun(StreamsSettings settings, KafkaSettings kafka, int partitions, int held) {
        this.partitions = partitions;
        this.runner = StreamsRunner.start(
                settings,
                TrendsTopology.of(settings.topologyConfig(), kafka::serde, new TrendMetrics(metrics), partitions, held),
                new Health());
    }

    /** How to reach a broker and a registry. */
    static KafkaSettings kafka(String brokers, String registry) {
        return KafkaSettings.read(new ConfigReader(
                Settings.of(Map.of("kafka.bootstrap.servers", brokers, "kafka.schema.registry.url", registry))));
    }

    /**
     * Makes the topics, and writes the articles of the day before today, in the order of their receipt.
     *
     * @param people named in all
     */
    static void write(KafkaSettings kafka, int partitions, int people) throws Exception {
        TopicProvisioner.provision(
                kafka,
                List.of(Topics.ENRICHED, Topics.REJECTED, Topics.TRENDS, Topics.TREND_HISTORY),
                partitions,
                (short) 1);
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
        SplittableRandom random = new SplittableRandom(7);
        int articles = articles(people);
        int next = 0;
        try (KafkaProducer<String, EnrichedArticle> producer = new KafkaProducer<>(kafka.producer(Map.of()))) {
            for (int i = 0; i < articles; i++) {
                int hop = (int) ((long) i * HOPS / articles);
                List<Tag> named = new ArrayList<>(NAMES);
                for (int name = 0; name < NAMES; name++) {
                    boolean first = name % 2 == 0 || next == 0;
                    int id = first ? next++ : (int) Math.pow(next, random.nextDouble());
                    named.add(person(id % people));
                }
                send(producer, i % partitions, article(i, start.plus(TrendWindow.HOP.multipliedBy(hop)), named));
            }
            // What ends the last of the day's hops, in each partition.
            for (int partition = 0; partition < partitions; partition++) {
                send(
                        producer,
                        partition,
                        article(articles + partition, start.plus(TrendWindow.HOP.multipliedBy(HOPS)), List.of()));
            }
            producer.flush();
        }
    }

    /** How many articles name so many people. */
    static int articles(int people) {
        return 2 * people / NAMES;
    }

    private static void send(KafkaProducer<String, EnrichedArticle> producer, int partition, EnrichedArticle article) {
        producer.send(new ProducerRecord<>(
                Topics.ENRICHED.name(), partition, article.getArticle().getId(), article));
    }

    /**
     * Starts the topology; it goes on until it is closed.
     *
     * @param state folder for what is kept on disk
     * @param held how many tags each partition holds
     */
    static TrendsRun start(KafkaSettings kafka, Path state, int partitions, int held) {
        return new TrendsRun(
                StreamsSettings.of(
                        Groups.TRENDS, state, 1, 1, "streams", EnrichService.COUNTS_COMMITTED, kafka::streams),
                kafka,
                partitions,
                held);
    }

    /** Waits until all partitions have ended all hops of the day; answers whether they have within so long. */
    boolean awaitDay(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (hops() < (long) HOPS * partitions) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    /** How many hops have ended, each once for a partition. */
    long hops() {
        return hop().count();
    }

    private Timer hop() {
        return metrics.get("dateline.trends.hop").timer();
    }

    /** Milliseconds in which one partition ends a hop, on average. */
    double millisAHop() {
        return hop().mean(TimeUnit.MILLISECONDS);
    }

    /** Milliseconds of the slowest of the last minutes. */
    double millisOfTheSlowest() {
        return hop().max(TimeUnit.MILLISECONDS);
    }

    /** Tags that are held in memory. */
    long held() {
        return tags("memory");
    }

    /** Tags that were evicted. */
    long evicted() {
        return tags("disk");
    }

    private long tags(String where) {
        return Math.round(
                metrics.get("dateline.trends.tags").tag("held", where).gauge().value());
    }

    private static Tag person(int number) {
        return Tag.newBuilder()
                .setId("person-" + number)
                .setLabel("Person " + number)
                .setConfidence(1)
                .setSalience(1)
                .setRule("bench")
                .setRuleVersion("1")
                .build();
    }

    private static EnrichedArticle article(int number, Instant received, List<Tag> people) {
        RawArticle raw = RawArticle.newBuilder()
                .setId("article-" + number)
                .setFeed("feed-" + number % 500)
                .setPublisher("Publisher " + number % 200)
                .setTitle("Article " + number)
                .setBody("")
                .setContentType("application/json")
                .setPublished(Publication.newBuilder()
                        .setInstant(received)
                        .setConfidence(DateConfidence.INGEST)
                        .build())
                .setReceived(received)
                .setContentHash("")
                .build();
        return EnrichedArticle.newBuilder()
                .setArticle(raw)
                .setRevision(1)
                .setAnalyzer("bench")
                .setPeople(people)
                .setTimes(Times.newBuilder()
                        .setReceived(received)
                        .setEnriched(received)
                        .build())
                .build();
    }

    @Override
    public void close() {
        runner.close();
    }
}
