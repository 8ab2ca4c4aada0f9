package dev.dateline.runtime.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes records of a topic that is read whole and must not be read without one of them: an absent registry is waited for,
 * a record that is itself bad is left out with a line in the log. Closing ends the waiting.
 *
 * @param <T> the class of the records
 */
public final class PatientDecoder<T extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PatientDecoder.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Deserializer<T> deserializer;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException trouble;

    /** A decoder with the deserializer that the settings name. */
    public PatientDecoder(KafkaSettings kafka, Class<T> type) {
        this(kafka.serde(type).deserializer());
    }

    /** A decoder with the given deserializer. */
    public PatientDecoder(Deserializer<T> deserializer) {
        this.deserializer = deserializer;
    }

    /**
     * The record; empty if it is bad.
     *
     * @throws KafkaException if it was closed, or its thread interrupted, while it waited
     */
    public Optional<T> decode(String topic, Headers headers, byte[] bytes) {
        while (true) {
            try {
                T record = deserializer.deserialize(topic, headers, bytes);
                trouble = null;
                return Optional.of(record);
            } catch (SerializationException e) {
                if (!failedByInput(e)) {
                    LOG.atWarn()
                            .addKeyValue("topic", topic)
                            .setCause(e)
                            .log("A record cannot be decoded and is left out");
                    return Optional.empty();
                }
                await(topic, e);
            } catch (KafkaException e) {
                await(topic, e);
            }
        }
    }

    /** Confluent's deserializer throws one type for a bad record and for an absent registry; only the cause tells. */
    private static boolean failedByInput(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && !(cause instanceof EOFException)) {
                return true;
            }
        }
        return false;
    }

    private void await(String topic, KafkaException failure) {
        if (trouble == null) {
            LOG.atWarn().addKeyValue("topic", topic).log("Waiting to decode a record: {}", failure.toString());
        }
        trouble = failure;
        if (closed) {
            throw failure;
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Throws what it waits out at the moment, if anything. */
    public void check() {
        RuntimeException now = trouble;
        if (now != null) {
            throw now;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
