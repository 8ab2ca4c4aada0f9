package dev.dateline.publish.operations;

import dev.dateline.publish.operations.Pipeline.StageView;
import dev.dateline.publish.store.FlowReader.Flow;
import dev.dateline.publish.store.LedgerLine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline for Prometheus, as it was at the last look. What is not known is NaN, which no alert takes for a number. Each
 * instance of publish-service tells the same.
 */
final class PipelineMetrics {

    private final MeterRegistry registry;
    private final MultiGauge groupSeconds;
    private final MultiGauge groupRecords;
    private final MultiGauge topicBytes;
    private final MultiGauge topicRecords;
    private volatile @Nullable Pipeline pipeline;
    private volatile @Nullable Flow flow;
    private volatile List<LedgerLine> ledger = List.of();

    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
        groupSeconds =
                multi("dateline.group.lag.seconds", "How long the oldest record that a group has not read has waited");
        groupRecords = multi("dateline.group.lag.records", "Records that a group has not read, at most");
        topicBytes = multi("dateline.topic.bytes", "Bytes of a topic on the disks of the leaders of its partitions");
        topicRecords = multi("dateline.topic.records", "Offsets of a topic from begin to end: records at most");
        gauge("dateline.kafka.up", "Whether Kafka answers", Tags.empty(), () -> {
            Pipeline now = pipeline;
            return now != null && now.kafka().up() ? 1 : 0;
        });
        for (Stage stage : Stage.ALL) {
            stage(
                    stage,
                    "dateline.stage.lag.seconds",
                    "How long the oldest record that a stage has not read has waited",
                    view -> {
                        Double seconds = view.lag().seconds();
                        return seconds == null ? Double.NaN : seconds;
                    });
            stage(
                    stage,
                    "dateline.stage.lag.records",
                    "Records that a stage has not read, at most",
                    view -> view.lag().unknown() == null || view.lag().seconds() != null
                            ? view.lag().records()
                            : Double.NaN);
            stage(stage, "dateline.stage.rate", "Records that a stage works through in a second", view -> {
                Double rate = view.rate();
                return rate == null ? Double.NaN : rate;
            });
            stage(
                    stage,
                    "dateline.stage.state",
                    "How a stage does: 0 well, 1 unknown, 2 somebody should look, 3 it stands still",
                    view -> view.verdict().state().ordinal());
            stage(
                    stage,
                    "dateline.stage.refused",
                    "Records that a stage refused within ten minutes",
                    view -> view.refusals().stream()
                            .mapToInt(refusals -> refusals.count())
                            .sum());
            if (stage.group().isPresent()) {
                stage(
                        stage,
                        "dateline.stage.members",
                        "Members of the group by which a stage reads",
                        StageView::members);
            }
        }
        flow("dateline.deliveries.due", "Messages to endpoints whose time has come", Flow::due);
        flow("dateline.deliveries.failing", "Endpoints whose last attempts failed", Flow::failing);
        ledger("received", LedgerLine::received);
        ledger("refused", LedgerLine::refused);
        ledger("accepted", LedgerLine::accepted);
        ledger("published", LedgerLine::published);
        ledger("duplicates", LedgerLine::duplicates);
        ledger("rejected", LedgerLine::rejected);
        ledger("in_flight", LedgerLine::inFlight);
        gauge(
                "dateline.ledger.unbalanced",
                "Feeds whose ledger does not balance",
                Tags.empty(),
                () -> ledger.stream().filter(line -> !line.balanced()).count());
    }

    private void stage(Stage stage, String name, String description, ToDoubleFunction<StageView> value) {
        gauge(name, description, Tags.of("stage", stage.id()), () -> {
            Pipeline now = pipeline;
            if (now == null || (!now.kafka().up() && !name.equals("dateline.stage.state"))) {
                return Double.NaN;
            }
            return now.stages().stream()
                    .filter(view -> view.stage().equals(stage))
                    .mapToDouble(value)
                    .findFirst()
                    .orElse(Double.NaN);
        });
    }

    private void flow(String name, String description, ToDoubleFunction<Flow> value) {
        gauge(name, description, Tags.empty(), () -> {
            Flow now = flow;
            return now == null ? Double.NaN : value.applyAsDouble(now);
        });
    }

    private void ledger(String column, ToDoubleFunction<LedgerLine> value) {
        gauge(
                "dateline.ledger.articles",
                "What became of everything that was received",
                Tags.of("column", column),
                () -> ledger.stream().mapToDouble(value).sum());
    }

    private void gauge(String name, String description, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }

    private MultiGauge multi(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Takes what a look found; what the database did not tell stays as it was. */
    void show(Pipeline now, @Nullable Flow nowFlow, @Nullable List<LedgerLine> nowLedger) {
        pipeline = now;
        flow = nowFlow;
        if (nowLedger != null) {
            ledger = nowLedger;
        }
        Cluster cluster = now.cluster();
        if (cluster == null || !now.kafka().up()) {
            List.of(groupSeconds, groupRecords, topicBytes, topicRecords).forEach(all -> all.register(List.of(), true));
            return;
        }
        List<Row<?>> seconds = new ArrayList<>();
        List<Row<?>> records = new ArrayList<>();
        now.lags()
                .forEach((group, partitions) -> byTopic(partitions).forEach((topic, lag) -> {
                    Tags tags = Tags.of("group", group, "topic", topic);
                    Double wait = lag.seconds();
                    seconds.add(Row.of(tags, wait == null ? Double.NaN : wait));
                    records.add(Row.of(tags, lag.records()));
                }));
        groupSeconds.register(seconds, true);
        groupRecords.register(records, true);
        topicBytes.register(topics(cluster, Cluster.Topic::bytes), true);
        topicRecords.register(topics(cluster, Cluster.Topic::records), true);
    }

    private static Map<String, Lag> byTopic(List<PartitionLag> partitions) {
        return partitions.stream()
                .filter(PartitionLag::read)
                .collect(Collectors.groupingBy(
                        partition -> partition.partition().topic(),
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(PartitionLag::lag, Collectors.toList()), Lag::of)));
    }

    private static List<Row<?>> topics(Cluster cluster, Function<Cluster.Topic, @Nullable Long> measure) {
        List<Row<?>> rows = new ArrayList<>();
        for (Cluster.Topic topic : cluster.topics().values()) {
            Long value = measure.apply(topic);
            if (value != null) {
                rows.add(Row.of(Tags.of("topic", topic.name()), value));
            }
        }
        return rows;
    }
}
