package dev.dateline.runtime.kafka;

import dev.dateline.runtime.avro.AvroDeserializer;
import dev.dateline.runtime.avro.AvroSerializer;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.events.EventInterceptor;
import dev.dateline.schemas.Topic;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Kafka's and Confluent's own settings by their own names, as the operator gave them under {@code kafka.}, and the client
 * properties made of them. In those, a default gives way to the operator, the operator to what the service asks for, and
 * nothing overrides what {@link #REQUIRED} promises.
 *
 * @param values the operator's settings, without {@code kafka.}
 */
public record KafkaSettings(Map<String, String> values) {

    /** What exactly-once rests on, by Kafka's name: the operator may say the same, and nothing else. */
    static final Map<String, String> REQUIRED = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");

    /** Comes after the operator's own, so that it sees the record as it is sent. */
    private static final String EVENTS = EventInterceptor.class.getName();

    private static final String PREFIX = "kafka.";

    private static final Pattern SECRET =
            Pattern.compile("password|secret|token|user\\.info|jaas|\\.key$|credential(?!s\\.source)");

    private static final Pattern USER_IN_URL = Pattern.compile("//[^/@]*@");

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName()),
            Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, AvroSerializer.class.getName()),
            Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName()),
            Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, AvroDeserializer.class.getName()),
            // For Confluent's classes, to do as ours: records of generated classes, schemas free of Java's string type.
            Map.entry("specific.avro.reader", "true"),
            Map.entry("avro.remove.java.properties", "true"));

    private static final Map<String, Object> PRODUCER_DEFAULTS = Map.of(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES,
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd",
            ProducerConfig.LINGER_MS_CONFIG, "5",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");

    private static final Map<String, Object> CONSUMER_DEFAULTS =
            Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");

    /** Keeps its own copy. */
    public KafkaSettings {
        values = Map.copyOf(values);
    }

    /** Reads everything under {@code kafka.}; the addresses of the brokers and of the registry must be there. */
    public static KafkaSettings read(ConfigReader settings) {
        settings.text(PREFIX + "bootstrap.servers");
        settings.text(PREFIX + "schema.registry.url");
        Map<String, String> values = settings.under(PREFIX);
        REQUIRED.forEach((key, required) -> {
            String value = values.get(key);
            if (value != null && !value.strip().equals(required)) {
                settings.problem(PREFIX + key, "must be " + required + ": exactly-once rests on it");
            }
        });
        return new KafkaSettings(values);
    }

    /** The addresses of the brokers, for the log. */
    public String bootstrapServers() {
        return values.getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    /** The properties of a producer of String keys and Avro values. */
    public Map<String, Object> producer(Map<String, ?> overrides) {
        Map<String, Object> properties = properties(PRODUCER_DEFAULTS, overrides);
        properties.merge(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, EVENTS, (theirs, ours) -> theirs + "," + ours);
        return properties;
    }

    /** The properties of a consumer of String keys and Avro values that commits its own offsets. */
    public Map<String, Object> consumer(Map<String, ?> overrides) {
        return properties(CONSUMER_DEFAULTS, overrides);
    }

    /** The properties of an admin client. */
    public Map<String, Object> admin() {
        return new HashMap<>(values);
    }

    /** The operator's settings under those of the topology; Kafka Streams sets its own guarantees for its clients. */
    public Map<String, Object> streams(Map<String, ?> overrides) {
        Map<String, Object> properties = new HashMap<>(values);
        REQUIRED.keySet().forEach(properties::remove);
        properties.putAll(overrides);
        return properties;
    }

    /** A serde of one class of record, of the configured {@code value.serializer} and {@code value.deserializer}. */
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        Map<String, Object> properties = properties(Map.of(), Map.of("specific.avro.value.type", type.getName()));
        Serializer<T> serializer = instance(properties, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, Serializer.class);
        Deserializer<T> deserializer =
                instance(properties, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, Deserializer.class);
        serializer.configure(properties, false);
        deserializer.configure(properties, false);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    @SuppressWarnings("unchecked") // The class is the operator's choice; Kafka's own clients trust it likewise.
    private static <S> S instance(Map<String, Object> properties, String key, Class<? super S> kind) {
        try {
            return (S) Utils.newInstance(String.valueOf(properties.get(key)), kind);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(PREFIX + key + " names a class that is not there", e);
        }
    }

    private Map<String, Object> properties(Map<String, Object> defaults, Map<String, ?> overrides) {
        Map<String, Object> properties = new HashMap<>(DEFAULTS);
        properties.putAll(defaults);
        properties.putAll(values);
        properties.putAll(overrides);
        properties.putAll(REQUIRED);
        return properties;
    }

    /** The settings, secrets hidden. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(values);
        shown.replaceAll(
                (key, value) -> SECRET.matcher(key.toLowerCase(Locale.ROOT)).find()
                        ? "[hidden]"
                        : USER_IN_URL.matcher(value).replaceAll("//[hidden]@"));
        return "KafkaSettings" + shown;
    }
}
