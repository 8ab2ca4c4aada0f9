package dev.dateline.ingest.wire;

/** An item is sound, but is no news: a concept, a plan, a catalogue. */
public final class NotNewsException extends Exception {

    private static final long serialVersionUID = 1L;

    NotNewsException(String message) {
        super(message, null, false, false); // Ordinary input: no stack trace is worth its cost.
    }
}
