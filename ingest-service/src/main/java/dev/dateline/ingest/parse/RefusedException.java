package dev.dateline.ingest.parse;

/** An item cannot be read; carries the reason to where the item's line and bytes are known. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    RefusedException(Reason reason, String detail) {
        super(detail, null, false, false); // Bad input is ordinary: no stack trace is worth its cost.
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** What is wrong, where, and how to mend it. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
