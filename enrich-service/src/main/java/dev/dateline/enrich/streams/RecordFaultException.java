package dev.dateline.enrich.streams;

/** A record is at fault, not its surroundings: it is set aside on news.rejected, and the next one is processed. */
public abstract class RecordFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected RecordFaultException(String message) {
        super(message);
    }

    protected RecordFaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
