package dev.dateline.enrich.flashpoint;

import dev.dateline.analysis.flashpoints.DefinitionProblem;
import dev.dateline.analysis.flashpoints.FlashpointJson;
import dev.dateline.runtime.kafka.PatientDecoder;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * news.flashpoints as a global table of a topology: Kafka Streams reads it to its end before the first article, and follows
 * it from then on. The store holds the bytes of each definition, so that nothing a record says can end the thread that
 * Kafka Streams does not replace; a record that is no valid definition is left out, and the one before stays in force. The
 * store is in memory, for a store on disk would not be read again at the next start.
 */
public final class FlashpointTable {

    private static final Logger LOG = LoggerFactory.getLogger(FlashpointTable.class);

    private static final String STORE = "flashpoints";
    private static final String FOLLOW = "follow-flashpoints";

    private final PatientDecoder<FlashpointDefinition> decoder;
    private final FlashpointsInForce inForce;
    private final FlashpointTopics topics;

    /**
     * A table that tells of every change.
     *
     * @param decoder decodes definitions
     * @param inForce told of definitions
     * @param topics told first, so that a topic is there before the first article about its flashpoint
     */
    public FlashpointTable(
            PatientDecoder<FlashpointDefinition> decoder, FlashpointsInForce inForce, FlashpointTopics topics) {
        this.decoder = decoder;
        this.inForce = inForce;
        this.topics = topics;
    }

    /** Adds the table to a topology. */
    public void addTo(Topology topology) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                Topics.FLASHPOINTS.name(),
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                Topics.FLASHPOINTS.name(),
                FOLLOW,
                Follow::new);
    }

    /** Called for every record, those that are there at the start included. */
    private final class Follow implements Processor<String, byte[], Void, Void> {

        @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls before the first record
        private KeyValueStore<String, byte[]> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            store.put(record.key(), record.value());
            if (record.value() == null) {
                topics.retire(record.key());
                inForce.retire(record.key());
                LOG.atInfo().addKeyValue("flashpoint", record.key()).log("Retired a flashpoint");
                return;
            }
            decoder.decode(Topics.FLASHPOINTS.name(), record.headers(), record.value())
                    .ifPresent(definition -> accept(record.key(), definition));
        }
    }

    private void accept(String key, FlashpointDefinition definition) {
        List<DefinitionProblem> problems = FlashpointJson.problems(definition);
        if (!problems.isEmpty() || !key.equals(definition.getId())) {
            LOG.atWarn()
                    .addKeyValue("flashpoint", key)
                    .addKeyValue("problems", problems)
                    .log("A definition that is not valid, or not of this id, is left out");
            return;
        }
        topics.open(key);
        inForce.put(definition);
        LOG.atInfo()
                .addKeyValue("flashpoint", key)
                .addKeyValue("version", definition.getVersion())
                .log("A definition is in force");
    }
}
