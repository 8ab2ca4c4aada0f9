package dev.dateline.publish.materialize;

import dev.dateline.publish.store.BatchWriter;
import dev.dateline.publish.store.Effect;
import dev.dateline.publish.store.RejectedPlace;
import dev.dateline.publish.store.StoreException;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record again that this service had refused, where it lies; so no topic has it twice. Not thread-safe. */
public final class Reread {

    private final RecordReader reader;
    private final BatchWriter writer;

    /** One that writes to the read model of the writer. */
    public Reread(KafkaSettings kafka, BatchWriter writer) {
        this.reader = new RecordReader(kafka);
        this.writer = writer;
    }

    /** Why a record is refused again. */
    public record Refusal(String reason, String detail) {}

    /**
     * Reads it again.
     *
     * @return why it is refused again; empty if the read model has it now
     * @throws org.apache.kafka.common.KafkaException if the registry does not answer
     * @throws StoreException.Unavailable if the database does not
     */
    public Optional<Refusal> again(ConsumerRecord<byte[], byte[]> record) {
        return switch (reader.read(record)) {
            case Effect.Revision revision -> {
                try {
                    writer.retake(
                            new RejectedPlace(record.topic(), record.partition(), record.offset()), revision.article());
                    yield Optional.empty();
                } catch (StoreException.BadData e) {
                    yield Optional.of(new Refusal("not-storable", String.valueOf(e.getMessage())));
                }
            }
            case Effect.Refused refused ->
                Optional.of(new Refusal(
                        refused.rejected().reason(),
                        String.valueOf(refused.rejected().detail())));
            default -> Optional.of(new Refusal("no-article", "the record is no revision of an article"));
        };
    }
}
