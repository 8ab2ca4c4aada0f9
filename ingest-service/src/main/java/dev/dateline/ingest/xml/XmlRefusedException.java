package dev.dateline.ingest.xml;

/** A document is not read at all. */
public final class XmlRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Cause {
        /** It declares entities, which could stand for other files or for gigabytes. */
        ENTITIES,
        /** It is nested deeper than {@link XmlLimits} allow. */
        DEPTH,
        /** It has more elements than {@link XmlLimits} allow. */
        LIMIT,
        /** There is no element in it. */
        NO_ELEMENT
    }

    private final Cause reason;
    private final int line;

    XmlRefusedException(Cause reason, int line, String message) {
        super(message, null, false, false); // Bad input is ordinary: no stack trace is worth its cost.
        this.reason = reason;
        this.line = line;
    }

    /** Why. */
    public Cause reason() {
        return reason;
    }

    /** The line, counted from 1. */
    public int line() {
        return line;
    }
}
