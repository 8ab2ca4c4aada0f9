package dev.dateline.enrich.streams;

import dev.dateline.runtime.events.EventInterceptor;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The settings of one topology: exactly once, every internal resource named, bad records to the dead-letter topic.
 *
 * @param values by Kafka's names
 */
public record StreamsSettings(Map<String, Object> values) {

    /** Keeps its own copy. */
    public StreamsSettings {
        values = Map.copyOf(values);
    }

    /**
     * The settings of one topology.
     *
     * @param applicationId names the consumer group and the internal topics
     * @param commitInterval the longest that what was done waits until others see it; every commit costs
     * @param over lays them over the operator's
     */
    public static StreamsSettings of(
            String applicationId,
            Path stateDirectory,
            int threads,
            int replication,
            String groupProtocol,
            Duration commitInterval,
            UnaryOperator<Map<String, Object>> over) {
        Map<String, Object> values = new HashMap<>();
        values.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        values.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        values.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        values.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
        values.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, groupProtocol.toLowerCase(Locale.ROOT));
        values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        values.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        values.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        values.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
        values.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16L * 1024 * 1024);
        values.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        values.put(
                StreamsConfig.producerPrefix(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG),
                EventInterceptor.class.getName());
        values.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.MAX_RECORD_BYTES);
        // Articles pass topics between the stages too.
        values.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(Topic.MAX_RECORD_BYTES));
        values.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        values.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        values.putAll(DeadLetters.settings(Topics.REJECTED.name()));
        return new StreamsSettings(over.apply(values));
    }

    /** For the topology's builder, which must know that names are required. */
    public TopologyConfig topologyConfig() {
        return new TopologyConfig(new StreamsConfig(values));
    }

    /** For KafkaStreams. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    /** The topology's application id. */
    String applicationId() {
        return String.valueOf(values.get(StreamsConfig.APPLICATION_ID_CONFIG));
    }
}
