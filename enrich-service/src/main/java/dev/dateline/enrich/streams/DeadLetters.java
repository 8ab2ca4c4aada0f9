package dev.dateline.enrich.streams;

import java.io.EOFException;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What becomes of a record that fails: one that is itself at fault goes to the dead-letter topic with its original bytes,
 * and the stream goes on; where the surroundings are at fault (registry, broker, disk) the stream thread fails and is
 * started again, and the record is read again.
 */
public final class DeadLetters {

    private DeadLetters() {}

    /** The settings that put the handlers to work on the given dead-letter topic. */
    public static Map<String, Object> settings(String topic) {
        return Map.of(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, topic,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, Undecodable.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, Unprocessable.class);
    }

    /** Whether the cause lies outside the record: an input or output that failed, or an error worth a retry by Kafka's own word. */
    static boolean surroundingsAreAtFault(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            // An EOFException is a record that ends too early.
            if (cause instanceof RetriableException
                    || (cause instanceof IOException && !(cause instanceof EOFException))) {
                return true;
            }
        }
        return false;
    }

    /** For records that cannot be decoded; public because Kafka Streams makes it by its class name. */
    public static final class Undecodable extends LogAndContinueExceptionHandler {
        @Override
        public DeserializationExceptionHandler.Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
            return surroundingsAreAtFault(failure)
                    ? DeserializationExceptionHandler.Response.fail()
                    : super.handleError(context, record, failure);
        }
    }

    /** For records that decode but cannot be processed; public because Kafka Streams makes it by its class name. */
    public static final class Unprocessable extends LogAndContinueProcessingExceptionHandler {
        @Override
        public ProcessingExceptionHandler.Response handleError(
                ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
            return failure instanceof RecordFaultException
                    ? super.handleError(context, record, failure)
                    : ProcessingExceptionHandler.Response.fail();
        }
    }
}
