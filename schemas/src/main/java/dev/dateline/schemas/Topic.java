package dev.dateline.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A topic of the pipeline, typed by the value of its records.
 *
 * @param name the name in Kafka
 * @param key what the key of a record is, in words; keys are UTF-8 strings
 * @param value the class of the value: an Avro record, or {@code byte[]} for bytes kept as they came
 * @param retention how old records go
 * @param partitioning how many partitions it has
 * @param <V> the class of the value
 */
public record Topic<V>(String name, String key, Class<V> value, Retention retention, Partitioning partitioning) {

    /** The largest record batch that a topic takes, bytes: room for the largest article, its original and its tags. */
    public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

    /** How old records of a topic go. */
    public sealed interface Retention {
        /** They are deleted at an age. */
        record Delete(Duration age) implements Retention {}

        /**
         * The newest record of each key stays for ever; a record without a value ends its key.
         *
         * @param ends how long such an end stays at least; empty for the broker's own setting
         */
        record Compact(Optional<Duration> ends) implements Retention {
            /** Ends go when the broker says. */
            public Compact() {
                this(Optional.empty());
            }
        }

        /** The newest record of each key stays until an age: a history whose entries may be written twice. */
        record CompactAndDelete(Duration age) implements Retention {}
    }

    /** How many partitions a topic has. */
    public enum Partitioning {
        /** As many as the one setting for the whole pipeline says. */
        PIPELINE,
        /** One, because its records are few and must be read whole and in order. */
        SINGLE
    }

    /** The topic settings that must hold on the broker, by their Kafka names. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        switch (retention) {
            case Retention.Delete delete -> {
                settings.put("cleanup.policy", "delete");
                settings.put("retention.ms", Long.toString(delete.age().toMillis()));
            }
            case Retention.CompactAndDelete both -> {
                settings.put("cleanup.policy", "compact,delete");
                settings.put("retention.ms", Long.toString(both.age().toMillis()));
            }
            case Retention.Compact compact -> {
                settings.put("cleanup.policy", "compact");
                compact.ends().ifPresent(age -> settings.put("delete.retention.ms", Long.toString(age.toMillis())));
            }
        }
        return settings;
    }

    /** The number of partitions, where the pipeline's setting is the given one. */
    public int partitions(int pipelinePartitions) {
        return partitioning == Partitioning.SINGLE ? 1 : pipelinePartitions;
    }
}
