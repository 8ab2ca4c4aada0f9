package dev.dateline.runtime.avro;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry answered, with a no that a retry does not change and that is not the record's fault: no authorization, a
 * schema that is incompatible or not registered. For an operator to mend.
 */
public final class RegistryRefusedException extends KafkaException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    RegistryRefusedException(String message, int status, int errorCode) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The registry's own error code, such as 40401 for an unknown subject; 0 if it gave none. */
    public int errorCode() {
        return errorCode;
    }
}
