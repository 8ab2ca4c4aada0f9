package dev.dateline.runtime.http;

/** Who may call an operation. */
public enum Access {
    /** Whoever reaches the service. */
    ANYONE,
    /** Who has a key that reads, or an operator's. */
    READER,
    /** Who has an operator's key. */
    OPERATOR,
    /** Who has any key, or signs the body; the handler says what that one may. */
    CALLER
}
