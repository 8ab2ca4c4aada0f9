package dev.dateline.publish.operations;

import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.operations.Cluster.Group;
import dev.dateline.publish.operations.Cluster.Member;
import dev.dateline.publish.operations.Pipeline.Instance;
import dev.dateline.publish.operations.Pipeline.Reach;
import dev.dateline.publish.operations.Pipeline.StageView;
import dev.dateline.publish.store.FlowReader;
import dev.dateline.publish.store.FlowReader.Flow;
import dev.dateline.publish.store.FlowReader.Refusals;
import dev.dateline.publish.store.LedgerLine;
import dev.dateline.publish.store.LedgerReader;
import dev.dateline.publish.store.StoreException;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Groups;
import dev.dateline.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the pipeline: asks Kafka and the database again and again, some two seconds apart, on a thread of its own, so that nobody who looks at it
 * waits for either. That one of them does not answer is a state like others. Owns its clients and its thread.
 */
public final class PipelineWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineWatch.class);

    private static final Duration BETWEEN = Duration.ofMillis(1_500);
    private static final Duration LAST_TURN = Duration.ofSeconds(10);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final FlowReader database;
    private final LedgerReader ledger;
    private final PublishMetrics metrics;
    private final PipelineMetrics gauges;
    private final Clock clock;
    private final ClusterReader reader;
    private final LagReader lagReader;
    private final Thread thread = new Thread(this::run, "pipeline-watch");
    private final CountDownLatch stop = new CountDownLatch(1);

    private final Map<String, Trend> trends = new HashMap<>();
    private final Map<String, Rate> rates = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Instant> moved = new HashMap<>();
    private final Map<String, Instant> forming = new HashMap<>();
    private volatile Pipeline pipeline;

    private PipelineWatch(
            KafkaSettings kafka,
            FlowReader database,
            LedgerReader ledger,
            PublishMetrics metrics,
            MeterRegistry registry,
            Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.metrics = metrics;
        this.gauges = new PipelineMetrics(registry);
        this.clock = clock;
        this.reader = new ClusterReader(kafka, clock);
        this.lagReader = new LagReader(kafka);
        Instant now = clock.instant();
        this.pipeline = new Pipeline(
                now, new Reach(false, now, "it has not been asked yet"), null, Map.of(), List.of(), List.of());
    }

    /** Begins to watch; needs neither a broker nor a database to begin. */
    public static PipelineWatch start(
            KafkaSettings kafka,
            FlowReader database,
            LedgerReader ledger,
            PublishMetrics metrics,
            MeterRegistry registry,
            Clock clock) {
        PipelineWatch watch = new PipelineWatch(kafka, database, ledger, metrics, registry, clock);
        watch.thread.start();
        return watch;
    }

    /** The pipeline at the last look. */
    Pipeline pipeline() {
        return pipeline;
    }

    /** Up to which offset a group had read each partition at the last look; empty where Kafka did not tell. */
    public Map<TopicPartition, Long> committed(String group) {
        Pipeline now = pipeline;
        Cluster cluster = now.cluster();
        Group found =
                cluster == null || !now.kafka().up() ? null : cluster.groups().get(group);
        return found == null ? Map.of() : found.committed();
    }

    /** Whether nothing waited between reading and the read model at the last look. */
    public boolean workedOff() {
        List<StageView> between = pipeline.stages().stream()
                .filter(view -> view.stage().id().equals(Stage.STORY)
                        || view.stage().id().equals(Stage.PUBLISH))
                .toList();
        return !between.isEmpty()
                && between.stream()
                        .allMatch(
                                view -> view.lag().records() == 0 && view.lag().unknown() == null);
    }

    private void run() {
        try (reader;
                lagReader) {
            do {
                try {
                    FromDatabase stored = askDatabase();
                    Pipeline now = look(stored);
                    pipeline = now;
                    gauges.show(now, stored.flow(), stored.ledger());
                } catch (RuntimeException e) {
                    // Whatever one look fails by, the next may not.
                    LOG.warn("A look at the pipeline failed; it is looked at again", e);
                }
            } while (!stop.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("Interrupted", e);
        }
    }

    private Pipeline look(FromDatabase stored) throws InterruptedException {
        Reach before = pipeline.kafka();
        try {
            Cluster cluster = withPositions(reader.read(), stored.positions());
            if (!before.up()) {
                LOG.info("Kafka answers what there is");
            }
            Reach reach = before.up() ? before : new Reach(true, cluster.at(), null);
            Map<String, List<PartitionLag>> lags = lagReader.read(cluster);
            List<StageView> stages = Stage.ALL.stream()
                    .map(stage -> view(stage, cluster, lags, stored))
                    .toList();
            return new Pipeline(cluster.at(), reach, cluster, lags, stages, instances(cluster));
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            if (before.up()) {
                LOG.warn("Kafka does not answer what there is: {}", cause.toString());
            }
            Instant now = clock.instant();
            Instant since = before.up() || pipeline.stages().isEmpty() ? now : before.since();
            return away(new Reach(false, since, String.valueOf(cause.getMessage())), now);
        }
    }

    /** What was known, and that it is known no more. */
    private Pipeline away(Reach reach, Instant now) {
        Verdict verdict = new Verdict(
                Verdict.State.UNKNOWN,
                "Kafka does not answer; what stands here was so before.",
                "Start the broker, or mend kafka.bootstrap.servers; all services wait for it and go on by themselves.");
        Lag lag = Lag.unknown(0, "Kafka does not answer");
        List<StageView> stages = Stage.ALL.stream()
                .map(stage -> new StageView(
                        stage,
                        verdict,
                        lag,
                        null,
                        metrics.latency(stage.reached()),
                        0,
                        0,
                        moved.get(stage.id()),
                        List.of(),
                        trend(stage).last(Trend.STEPS, now)))
                .toList();
        return new Pipeline(now, reach, pipeline.cluster(), pipeline.lags(), stages, List.of());
    }

    private record FromDatabase(
            @Nullable Flow flow,
            Map<TopicPartition, Long> positions,
            List<Refusals> refusals,
            @Nullable List<LedgerLine> ledger,
            @Nullable String trouble) {}

    private FromDatabase askDatabase() {
        try {
            return new FromDatabase(
                    database.flow(),
                    database.positions(),
                    database.refusedSince(clock.instant().minus(Pipeline.LATELY)),
                    ledger.byFeed(),
                    null);
        } catch (StoreException e) {
            return new FromDatabase(null, Map.of(), List.of(), null, String.valueOf(e.getMessage()));
        }
    }

    /** The database alone says how far the read model is; what its group shows to Kafka may be older. */
    private static Cluster withPositions(Cluster cluster, Map<TopicPartition, Long> positions) {
        Group group = cluster.groups().get(Groups.PUBLISH);
        if (group == null) {
            return cluster;
        }
        Map<TopicPartition, Long> committed = new HashMap<>(group.committed());
        positions.forEach((place, position) -> committed.merge(place, position, Math::max));
        TreeMap<String, Group> groups = new TreeMap<>(cluster.groups());
        groups.put(group.id(), group.withCommitted(committed));
        return new Cluster(cluster.at(), cluster.brokers(), cluster.topics(), groups, cluster.gaps());
    }

    private StageView view(Stage stage, Cluster cluster, Map<String, List<PartitionLag>> lags, FromDatabase stored) {
        Instant now = cluster.at();
        String id = stage.group().orElse("");
        Group group = cluster.groups().get(id);
        List<PartitionLag> partitions = lags.getOrDefault(id, List.of()).stream()
                .filter(partition -> partition.read()
                        && stage.reads().test(partition.partition().topic()))
                .toList();
        Lag lag = stage.id().equals(Stage.DELIVER)
                ? owed(stored, now)
                : Lag.of(partitions.stream().map(PartitionLag::lag).toList());
        Double rate = rate(stage, cluster, group, stored.flow(), now);
        trend(stage).add(now, lag, rate);
        boolean isForming = group != null && !group.members().isEmpty() && !group.stable();
        if (isForming) {
            forming.putIfAbsent(stage.id(), now);
        } else {
            forming.remove(stage.id());
        }
        List<Refusals> refusals = stored.refusals().stream()
                .filter(refusal -> stage.id().equals(stageOf(refusal)))
                .toList();
        Verdict verdict = Judge.judge(new StageReading(
                stage,
                now,
                group,
                partitions,
                lag,
                trend(stage).before(now, HALF_A_MINUTE),
                forming.get(stage.id()),
                moved.get(stage.id()),
                refusals,
                stored.flow(),
                stored.trouble()));
        List<Member> members = group == null ? List.of() : group.members();
        return new StageView(
                stage,
                verdict,
                lag,
                rate,
                metrics.latency(stage.reached()),
                members.size(),
                (int) members.stream().map(Member::process).distinct().count(),
                moved.get(stage.id()),
                refusals,
                trend(stage).last(Trend.STEPS, now));
    }

    private Trend trend(Stage stage) {
        return trends.computeIfAbsent(stage.id(), any -> new Trend());
    }

    private static Lag owed(FromDatabase stored, Instant now) {
        Flow flow = stored.flow();
        if (flow == null) {
            return Lag.unknown(0, "PostgreSQL does not answer");
        }
        Instant oldest = flow.oldestDue();
        return new Lag(
                flow.due(),
                oldest == null ? 0.0 : Math.max(0, Duration.between(oldest, now).toMillis()) / 1000.0,
                null);
    }

    /** How many a second, of what the stage has worked through; remembers when it last went on. */
    private @Nullable Double rate(
            Stage stage, Cluster cluster, @Nullable Group group, @Nullable Flow flow, Instant now) {
        Long count = switch (stage.id()) {
            case Stage.INGEST -> ends(cluster);
            // What is stored is numbered, whichever instance stored it, while offsets count ends of transactions too.
            case Stage.PUBLISH -> flow == null ? null : (Long) flow.newestSeq();
            case Stage.DELIVER -> null;
            default -> group == null ? null : (Long) committed(stage, group);
        };
        if (stage.id().equals(Stage.DELIVER)) {
            if (flow != null && flow.delivered() > 0) {
                moved.put(stage.id(), now);
            }
            return flow == null ? null : (Double) (flow.delivered() / (HALF_A_MINUTE.toMillis() / 1000.0));
        }
        if (count == null) {
            return null;
        }
        Long before = counts.put(stage.id(), count);
        if (before != null && count > before) {
            moved.put(stage.id(), now);
        }
        Rate rate = rates.computeIfAbsent(stage.id(), any -> new Rate());
        rate.add(now, count);
        return rate.perSecond();
    }

    private static @Nullable Long ends(Cluster cluster) {
        Cluster.Topic raw = cluster.topics().get(Topics.RAW.name());
        return raw == null ? null : raw.ends();
    }

    private static long committed(Stage stage, Group group) {
        return group.committed().entrySet().stream()
                .filter(entry -> stage.counted().test(entry.getKey().topic()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Which stage refused it; of those of enrich-service, the topic tells. */
    private static String stageOf(Refusals refusal) {
        String topic = refusal.topic();
        if (!refusal.stage().equals("enrich")) {
            return refusal.stage();
        }
        if (topic == null || topic.equals(Topics.RAW.name())) {
            return Stage.READ;
        }
        return Stage.ALL.stream()
                .filter(stage -> stage.service().equals("enrich-service")
                        && stage.counted().test(topic))
                .map(Stage::id)
                .findFirst()
                .orElse(topic.startsWith(Groups.INDEX) ? Stage.INDEX : Stage.TRENDS);
    }

    private static List<Instance> instances(Cluster cluster) {
        Map<String, String> services = Stage.ALL.stream()
                .filter(stage -> stage.group().isPresent())
                .collect(Collectors.toMap(
                        stage -> stage.group().orElseThrow(), Stage::service, (first, second) -> first, TreeMap::new));
        List<Instance> instances = new ArrayList<>();
        services.forEach((id, service) -> {
            Group group = cluster.groups().get(id);
            if (group != null) {
                group.members().stream()
                        .collect(Collectors.groupingBy(Member::process, TreeMap::new, Collectors.toList()))
                        .forEach((process, members) -> instances.add(new Instance(
                                service,
                                id,
                                process,
                                members.getFirst().host(),
                                members.size(),
                                members.stream()
                                        .mapToInt(member -> member.partitions().size())
                                        .sum())));
            }
        });
        return instances;
    }

    /** Ends the thread after the look in hand. */
    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        if (!thread.join(LAST_TURN)) {
            thread.interrupt();
        }
    }
}
