package dev.dateline.enrich.trend;

import dev.dateline.enrich.streams.RocksDbMemory;
import dev.dateline.enrich.streams.StreamsRunner;
import dev.dateline.enrich.streams.StreamsSettings;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** One instance of the topology, in a test's process or in one of its own that can be killed. */
final class TrendsInstance implements AutoCloseable {

    private final StreamsRunner runner;

    TrendsInstance(String brokers, String registry, String application, Path state, int partitions, int held) {
        KafkaSettings kafka = kafka(brokers, registry);
        StreamsSettings settings =
                StreamsSettings.of(application, state, 1, 1, "streams", Duration.ofMillis(100), values -> {
                    Map<String, Object> over = new HashMap<>(kafka.streams(values));
                    over.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallBuffers.class);
                    return over;
                });
        runner = StreamsRunner.start(
                settings,
                TrendsTopology.of(
                        settings.topologyConfig(),
                        kafka::serde,
                        new TrendMetrics(new SimpleMeterRegistry()),
                        partitions,
                        held),
                new Health());
    }

    /** Stores write to disk after some hundred rows, as those of the service do after more than a test has. */
    public static final class SmallBuffers implements RocksDBConfigSetter {

        private static final long BYTES = 64L * 1024;

        private final RocksDbMemory memory = new RocksDbMemory();

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            memory.setConfig(storeName, options, configs);
            options.setWriteBufferSize(BYTES);
        }

        @Override
        public void close(String storeName, Options options) {
            memory.close(storeName, options);
        }
    }

    static KafkaSettings kafka(String brokers, String registry) {
        return KafkaSettings.read(new ConfigReader(
                Settings.of(Map.of("kafka.bootstrap.servers", brokers, "kafka.schema.registry.url", registry))));
    }

    /** Runs until it is killed: brokers, registry, application, folder for the state, partitions, tags held. */
    public static void main(String[] args) throws InterruptedException {
        try (TrendsInstance instance = new TrendsInstance(
                args[0], args[1], args[2], Path.of(args[3]), Integer.parseInt(args[4]), Integer.parseInt(args[5]))) {
            Thread.currentThread().join();
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
