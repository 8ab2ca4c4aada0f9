package dev.dateline.runtime.avro;

import org.apache.kafka.common.errors.RetriableException;

/** No schema registry answered, through all retries: bad surroundings. The same record may pass later. */
public final class RegistryUnavailableException extends RetriableException {

    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
