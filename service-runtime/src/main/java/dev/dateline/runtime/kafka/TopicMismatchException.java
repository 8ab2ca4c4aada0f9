package dev.dateline.runtime.kafka;

import java.util.List;
import java.util.stream.Collectors;

/** Topics are there, but not as the catalogue says; to run on them could lose or misplace records. */
public final class TopicMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mismatch> mismatches;

    /**
     * One setting that contradicts.
     *
     * @param topic the topic
     * @param setting the setting by Kafka's name, or {@code partitions} or {@code replication}
     * @param actual what the broker has
     * @param expected what the service needs
     */
    public record Mismatch(String topic, String setting, String actual, String expected) {

        @Override
        public String toString() {
            return topic + ": " + setting + " is " + actual + ", must be " + expected;
        }
    }

    TopicMismatchException(List<Mismatch> mismatches) {
        super(mismatches.stream()
                .map(Mismatch::toString)
                .collect(Collectors.joining("; ", "topics contradict the catalogue: ", "")));
        this.mismatches = List.copyOf(mismatches);
    }

    /** Every contradiction found. */
    public List<Mismatch> mismatches() {
        return mismatches;
    }
}
