package dev.dateline.publish.operations;

import dev.dateline.publish.metrics.PublishMetrics.Latency;
import dev.dateline.publish.store.FlowReader.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline at one moment.
 *
 * @param kafka whether Kafka answers
 * @param cluster what Kafka said when it last did; null if it never has
 * @param lags how far each group is, by its id
 * @param stages in the order in which an article passes them
 * @param instances the processes that read
 */
record Pipeline(
        Instant at,
        Reach kafka,
        @Nullable Cluster cluster,
        Map<String, List<PartitionLag>> lags,
        List<StageView> stages,
        List<Instance> instances) {

    /** How far back refused records are told of. */
    static final Duration LATELY = Duration.ofMinutes(10);

    /**
     * Whether somebody answers.
     *
     * @param since since when it does, or does not
     * @param says what went wrong; null if it answers
     */
    record Reach(boolean up, Instant since, @Nullable String says) {}

    /**
     * A stage.
     *
     * @param rate records a second; null where that is not known
     * @param members threads that read
     * @param processes processes that they are in
     * @param moved when it last went on, as far as it was watched
     * @param trend the last quarter of an hour in steps; null for a step without a reading
     */
    record StageView(
            Stage stage,
            Verdict verdict,
            Lag lag,
            @Nullable Double rate,
            Optional<Latency> latency,
            int members,
            int processes,
            @Nullable Instant moved,
            List<Refusals> refusals,
            List<Trend.@Nullable Point> trend) {}

    /** A process that reads, told by the members of groups that are its own. */
    record Instance(String service, String group, String process, String host, int members, int partitions) {}
}
