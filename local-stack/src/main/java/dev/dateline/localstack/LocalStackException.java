package dev.dateline.localstack;

import org.jspecify.annotations.Nullable;

/** The local stack cannot do what was asked; the message says which part, why, and what to do. */
public class LocalStackException extends RuntimeException {

    LocalStackException(String message) {
        super(message);
    }

    LocalStackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
