package dev.dateline.publish.subscription;

import org.jspecify.annotations.Nullable;

/** A secret cannot be opened; the message says what is missing. */
public final class SealException extends Exception {

    private static final long serialVersionUID = 1L;

    SealException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
