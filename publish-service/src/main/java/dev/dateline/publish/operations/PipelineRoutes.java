package dev.dateline.publish.operations;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.api.JsonAnswer;
import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.metrics.PublishMetrics.Latency;
import dev.dateline.publish.operations.Cluster.Group;
import dev.dateline.publish.operations.Cluster.Member;
import dev.dateline.publish.operations.Cluster.Partition;
import dev.dateline.publish.operations.Cluster.Topic;
import dev.dateline.publish.operations.Pipeline.Instance;
import dev.dateline.publish.operations.Pipeline.Reach;
import dev.dateline.publish.operations.Pipeline.StageView;
import dev.dateline.publish.store.FlowReader.Refusals;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.Topics;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** {@code /v1/pipeline}: whether news flow and where they stand still; {@code /v1/topics}, {@code /v1/groups}: Kafka beneath. */
public final class PipelineRoutes {

    private static final Parameter.Whole MINUTES =
            new Parameter.Whole("minutes", 15, 1, 15, "How far back the trend goes.");

    private static final Shape KAFKA = Shape.object()
            .has("state", Shape.oneOf("up", "away"))
            .has("since", Shape.instant())
            .mayHave("says", Shape.text().says("Why it is away."))
            .mayHave("brokers", Shape.whole())
            .mayHave("gaps", Shape.list(Shape.text()).says("What Kafka would not tell, and why."))
            .named("KafkaState");

    private static final Shape LAG = Shape.object()
            .has(
                    "records",
                    Shape.whole()
                            .says(
                                    "Not read, at most: the ends of transactions and what compaction took count as well."))
            .mayHave(
                    "seconds",
                    Shape.number()
                            .says("How long the oldest unread record has waited; absent where that is not known."))
            .mayHave("unknown", Shape.text().says("Why it is not known, or not for all partitions."))
            .named("Lag");

    private static final Shape REFUSED = Shape.object()
            .has("reason", Shape.text())
            .has("count", Shape.whole())
            .has("newest", Shape.instant())
            .mayHave("topic", Shape.text())
            .mayHave("partition", Shape.whole())
            .mayHave("offset", Shape.whole().says("Of the newest, where it lies on that topic."))
            .mayHave("detail", Shape.text())
            .named("Refusals");

    private static final Shape STAGE = Shape.object()
            .has("id", Shape.oneOf(Stage.ALL.stream().map(Stage::id).toArray(String[]::new)))
            .has("does", Shape.text())
            .has("service", Shape.text())
            .mayHave("group", Shape.text())
            .mayHave("after", Shape.text().says("The stage before it."))
            .has("writes", Shape.list(Shape.text()))
            .has("state", states())
            .has("says", Shape.text())
            .mayHave("fix", Shape.text().says("What to do."))
            .has("lag", LAG)
            .mayHave("rate", Shape.number().says("Records a second over the last half minute."))
            .has(
                    "rateExact",
                    Shape.bool().says("False where the ends of transactions count as well: the rate is at most that."))
            .mayHave(
                    "latency",
                    Shape.object()
                            .has("count", Shape.whole())
                            .has("p50", Shape.number())
                            .has("p95", Shape.number())
                            .has("p99", Shape.number())
                            .says(
                                    "Seconds from the receipt of an article up to this stage, over the last minutes, by this"
                                            + " instance; absent where it saw none."))
            .has("members", Shape.whole())
            .has("processes", Shape.whole())
            .mayHave("moved", Shape.instant().says("When it last went on, since it is watched."))
            .has("refused", Shape.list(REFUSED).says("Within the last ten minutes."))
            .has(
                    "trend",
                    Shape.object()
                            .has("step", Shape.whole().says("Seconds."))
                            .has("records", Shape.list(Shape.whole().orNull()))
                            .has("seconds", Shape.list(Shape.number().orNull()))
                            .has("rate", Shape.list(Shape.number().orNull()))
                            .says("The worst of each step, the oldest first; null where it is not known."))
            .named("Stage");

    private static final Shape PIPELINE = Shape.object()
            .has("at", Shape.instant())
            .has("state", states().says("That of the stage that does worst."))
            .has("kafka", KAFKA)
            .has("stages", Shape.list(STAGE))
            .has(
                    "instances",
                    Shape.list(Shape.object()
                            .has("service", Shape.text())
                            .has("group", Shape.text())
                            .has("process", Shape.text())
                            .has("host", Shape.text())
                            .has("members", Shape.whole())
                            .has("partitions", Shape.whole())
                            .named("Instance")));

    private static final Shape TOPIC = Shape.object()
            .has("name", Shape.text())
            .mayHave("key", Shape.text().says("What the key of a record is."))
            .has("internal", Shape.bool().says("Whether Kafka Streams keeps it for itself."))
            .has("partitions", Shape.whole())
            .mayHave("records", Shape.whole().says("Offsets from begin to end: records at most."))
            .mayHave("bytes", Shape.whole().says("On the disks of the leaders."))
            .mayHave("cleanup", Shape.text())
            .mayHave("retention", Shape.text().says("For how long records stay; absent where age deletes none."))
            .has("underReplicated", Shape.whole().says("Partitions with fewer replicas in sync than they have."))
            .has(
                    "readBy",
                    Shape.list(Shape.object()
                            .has("group", Shape.text())
                            .has("lag", LAG)
                            .named("TopicReader")))
            .has(
                    "byPartition",
                    Shape.list(Shape.object()
                            .has("partition", Shape.whole())
                            .mayHave("leader", Shape.whole())
                            .has("replicas", Shape.whole())
                            .has("inSync", Shape.whole())
                            .mayHave("begin", Shape.whole())
                            .mayHave("end", Shape.whole())
                            .mayHave("bytes", Shape.whole())
                            .named("TopicPartition")))
            .named("Topic");

    private static final Shape GROUP = Shape.object()
            .has("group", Shape.text())
            .has("type", Shape.oneOf("classic", "consumer", "streams", "share", "unknown"))
            .has("state", Shape.text())
            .has("lag", LAG)
            .has("deleted", Shape.whole().says("Records that age took before the group read them."))
            .has(
                    "members",
                    Shape.list(Shape.object()
                            .has("id", Shape.text())
                            .has("client", Shape.text())
                            .has("host", Shape.text())
                            .has("process", Shape.text())
                            .has("partitions", Shape.list(Shape.text()))
                            .named("GroupMember")))
            .has(
                    "partitions",
                    Shape.list(Shape.object()
                            .has("topic", Shape.text())
                            .has("partition", Shape.whole())
                            .mayHave("committed", Shape.whole())
                            .mayHave("end", Shape.whole())
                            .has("read", Shape.bool().says("Whether a member reads it."))
                            .has("lag", LAG)
                            .mayHave(
                                    "standsSince",
                                    Shape.instant().says("Since when it does not go on though it could."))
                            .named("GroupPartition")))
            .named("Group");

    private final PipelineWatch watch;

    /** Routes that answer by this watch. */
    public PipelineRoutes(PipelineWatch watch) {
        this.watch = watch;
    }

    private static Shape states() {
        return Shape.oneOf(
                Arrays.stream(Verdict.State.values()).map(Verdict.State::text).toArray(String[]::new));
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/pipeline", "Whether news flow, and where they stand still")
                        .takes(MINUTES)
                        .conditional()
                        .answers(PIPELINE),
                this::pipeline);
        routes.add(
                Operation.get("/v1/topics", "The topics of Kafka, and who reads them")
                        .conditional()
                        .answers(list(TOPIC)),
                this::topics);
        routes.add(
                Operation.get(
                                "/v1/groups",
                                "The groups that read topics, of Kafka Streams or not, and how far they are")
                        .conditional()
                        .answers(list(GROUP)),
                this::groups);
    }

    private static Shape list(Shape item) {
        return Shape.object()
                .has("kafka", KAFKA)
                .mayHave("at", Shape.instant().says("When Kafka said so; absent if it never has."))
                .has("items", Shape.list(item));
    }

    private void pipeline(Context context) {
        int minutes = new QueryParameters(context).whole(MINUTES);
        Pipeline pipeline = watch.pipeline();
        JsonAnswer.object(context, out -> {
            JsonAnswer.field(out, "at", pipeline.at());
            out.writeStringField("state", worst(pipeline).text());
            kafka(out, pipeline);
            out.writeArrayFieldStart("stages");
            for (StageView stage : pipeline.stages()) {
                stage(out, stage, (int) (Duration.ofMinutes(minutes).toMillis() / Trend.STEP.toMillis()));
            }
            out.writeEndArray();
            out.writeArrayFieldStart("instances");
            for (Instance instance : pipeline.instances()) {
                out.writeStartObject();
                out.writeStringField("service", instance.service());
                out.writeStringField("group", instance.group());
                out.writeStringField("process", instance.process());
                out.writeStringField("host", instance.host());
                out.writeNumberField("members", instance.members());
                out.writeNumberField("partitions", instance.partitions());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    static Verdict.State worst(Pipeline pipeline) {
        return pipeline.stages().stream()
                .map(stage -> stage.verdict().state())
                .max(Verdict.State::compareTo)
                .orElse(Verdict.State.UNKNOWN);
    }

    private static void kafka(JsonGenerator out, Pipeline pipeline) throws IOException {
        Reach kafka = pipeline.kafka();
        out.writeObjectFieldStart("kafka");
        out.writeStringField("state", kafka.up() ? "up" : "away");
        JsonAnswer.field(out, "since", kafka.since());
        JsonAnswer.field(out, "says", kafka.says());
        Cluster cluster = pipeline.cluster();
        if (cluster != null && kafka.up()) {
            out.writeNumberField("brokers", cluster.brokers());
            texts(out, "gaps", cluster.gaps());
        }
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private static void stage(JsonGenerator out, StageView view, int steps) throws IOException {
        Stage stage = view.stage();
        out.writeStartObject();
        out.writeStringField("id", stage.id());
        out.writeStringField("does", stage.does());
        out.writeStringField("service", stage.service());
        JsonAnswer.field(out, "group", stage.group().orElse(null));
        JsonAnswer.field(out, "after", stage.after().orElse(null));
        texts(out, "writes", stage.writes());
        out.writeStringField("state", view.verdict().state().text());
        out.writeStringField("says", view.verdict().says());
        JsonAnswer.field(out, "fix", view.verdict().fix());
        lag(out, view.lag());
        Double rate = view.rate();
        if (rate != null) {
            out.writeNumberField("rate", rounded(rate));
        }
        out.writeBooleanField("rateExact", stage.exact());
        if (view.latency().isPresent()) {
            Latency latency = view.latency().orElseThrow();
            out.writeObjectFieldStart("latency");
            out.writeNumberField("count", latency.count());
            out.writeNumberField("p50", rounded(latency.p50()));
            out.writeNumberField("p95", rounded(latency.p95()));
            out.writeNumberField("p99", rounded(latency.p99()));
            out.writeEndObject();
        }
        out.writeNumberField("members", view.members());
        out.writeNumberField("processes", view.processes());
        JsonAnswer.field(out, "moved", view.moved());
        out.writeArrayFieldStart("refused");
        for (Refusals refusals : view.refusals()) {
            refusals(out, refusals);
        }
        out.writeEndArray();
        List<Trend.@Nullable Point> trend = view.trend()
                .subList(Math.max(0, view.trend().size() - steps), view.trend().size());
        out.writeObjectFieldStart("trend");
        out.writeNumberField("step", Trend.STEP.toSeconds());
        numbers(out, "records", trend, point -> (double) point.records());
        numbers(out, "seconds", trend, Trend.Point::seconds);
        numbers(out, "rate", trend, Trend.Point::rate);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void refusals(JsonGenerator out, Refusals refusals) throws IOException {
        out.writeStartObject();
        out.writeStringField("reason", refusals.reason());
        out.writeNumberField("count", refusals.count());
        JsonAnswer.field(out, "newest", refusals.newest());
        JsonAnswer.field(out, "topic", refusals.topic());
        number(out, "partition", refusals.partition() == null ? null : Long.valueOf(refusals.partition()));
        number(out, "offset", refusals.offset());
        JsonAnswer.field(out, "detail", refusals.detail());
        out.writeEndObject();
    }

    private static void numbers(
            JsonGenerator out,
            String name,
            List<Trend.@Nullable Point> trend,
            Function<Trend.Point, @Nullable Double> value)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (Trend.Point point : trend) {
            Double number = point == null ? null : value.apply(point);
            if (number == null) {
                out.writeNull();
            } else if (name.equals("records")) {
                out.writeNumber(number.longValue());
            } else {
                out.writeNumber(rounded(number));
            }
        }
        out.writeEndArray();
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static void lag(JsonGenerator out, Lag lag) throws IOException {
        out.writeObjectFieldStart("lag");
        out.writeNumberField("records", lag.records());
        Double seconds = lag.seconds();
        if (seconds != null) {
            out.writeNumberField("seconds", rounded(seconds));
        }
        JsonAnswer.field(out, "unknown", lag.unknown());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, @Nullable Long value) throws IOException {
        if (value != null) {
            out.writeNumberField(name, value);
        }
    }

    private void topics(Context context) {
        list(context, Cluster::topics, PipelineRoutes::topic);
    }

    private void groups(Context context) {
        list(
                context,
                Cluster::groups,
                (out, group, lags) -> group(out, group, lags.getOrDefault(group.id(), List.of())));
    }

    /** Writes a topic or a group, given the lags by group. */
    private interface Item<T> {
        void write(JsonGenerator out, T item, Map<String, List<PartitionLag>> lags) throws IOException;
    }

    private <T> void list(Context context, Function<Cluster, SortedMap<String, T>> items, Item<T> item) {
        new QueryParameters(context);
        Pipeline pipeline = watch.pipeline();
        JsonAnswer.object(context, out -> {
            kafka(out, pipeline);
            Cluster cluster = pipeline.cluster();
            JsonAnswer.field(out, "at", cluster == null ? null : cluster.at());
            out.writeArrayFieldStart("items");
            if (cluster != null) {
                for (T one : items.apply(cluster).values()) {
                    item.write(out, one, pipeline.lags());
                }
            }
            out.writeEndArray();
        });
    }

    private static void topic(JsonGenerator out, Topic topic, Map<String, List<PartitionLag>> lags) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", topic.name());
        JsonAnswer.field(
                out,
                "key",
                Topics.find(topic.name()).map(dev.dateline.schemas.Topic::key).orElse(null));
        out.writeBooleanField(
                "internal", topic.name().endsWith("-changelog") || topic.name().endsWith("-repartition"));
        out.writeNumberField("partitions", topic.partitions().size());
        number(out, "records", topic.records());
        number(out, "bytes", topic.bytes());
        String cleanup = topic.settings().get(TopicConfig.CLEANUP_POLICY_CONFIG);
        JsonAnswer.field(out, "cleanup", cleanup);
        if (cleanup != null && cleanup.contains("delete")) {
            JsonAnswer.field(out, "retention", retention(topic.settings().get(TopicConfig.RETENTION_MS_CONFIG)));
        }
        out.writeNumberField(
                "underReplicated",
                topic.partitions().stream()
                        .filter(partition -> partition.inSync() < partition.replicas())
                        .count());
        out.writeArrayFieldStart("readBy");
        for (Map.Entry<String, List<PartitionLag>> group : lags.entrySet()) {
            List<Lag> own = group.getValue().stream()
                    .filter(partition ->
                            partition.read() && partition.partition().topic().equals(topic.name()))
                    .map(PartitionLag::lag)
                    .toList();
            if (!own.isEmpty()) {
                out.writeStartObject();
                out.writeStringField("group", group.getKey());
                lag(out, Lag.of(own));
                out.writeEndObject();
            }
        }
        out.writeEndArray();
        out.writeArrayFieldStart("byPartition");
        for (Partition partition : topic.partitions()) {
            out.writeStartObject();
            out.writeNumberField("partition", partition.number());
            number(out, "leader", partition.leader() == null ? null : Long.valueOf(partition.leader()));
            out.writeNumberField("replicas", partition.replicas());
            out.writeNumberField("inSync", partition.inSync());
            number(out, "begin", partition.begin());
            number(out, "end", partition.end());
            number(out, "bytes", partition.bytes());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** ISO 8601 of the milliseconds; null for ever. */
    private static @Nullable String retention(@Nullable String millis) {
        return millis == null || millis.startsWith("-")
                ? null
                : Duration.ofMillis(Long.parseLong(millis)).toString();
    }

    private static void group(JsonGenerator out, Group group, List<PartitionLag> lags) throws IOException {
        out.writeStartObject();
        out.writeStringField("group", group.id());
        out.writeStringField("type", group.type().toString().toLowerCase(Locale.ROOT));
        out.writeStringField("state", group.state().toString());
        lag(
                out,
                Lag.of(lags.stream()
                        .filter(PartitionLag::read)
                        .map(PartitionLag::lag)
                        .toList()));
        out.writeNumberField(
                "deleted", lags.stream().mapToLong(PartitionLag::deleted).sum());
        out.writeArrayFieldStart("members");
        for (Member member : group.members()) {
            out.writeStartObject();
            out.writeStringField("id", member.id());
            out.writeStringField("client", member.client());
            out.writeStringField("host", member.host());
            out.writeStringField("process", member.process());
            texts(out, "partitions", names(member.partitions()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("partitions");
        for (PartitionLag partition : lags) {
            out.writeStartObject();
            out.writeStringField("topic", partition.partition().topic());
            out.writeNumberField("partition", partition.partition().partition());
            number(out, "committed", partition.committed());
            number(out, "end", partition.end());
            out.writeBooleanField("read", partition.read());
            lag(out, partition.lag());
            JsonAnswer.field(out, "standsSince", partition.standsSince());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** As Kafka writes them, in the order of their numbers. */
    private static List<String> names(List<TopicPartition> partitions) {
        return partitions.stream()
                .collect(Collectors.groupingBy(
                        TopicPartition::topic,
                        TreeMap::new,
                        Collectors.mapping(TopicPartition::partition, Collectors.toCollection(TreeSet::new))))
                .entrySet()
                .stream()
                .flatMap(topic -> topic.getValue().stream().map(number -> topic.getKey() + "-" + number))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
