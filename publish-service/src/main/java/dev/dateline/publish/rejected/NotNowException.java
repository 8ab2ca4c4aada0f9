package dev.dateline.publish.rejected;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The surroundings do not take a record now; the same one may pass later. */
final class NotNowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    NotNowException(String message, Duration pause, @Nullable Throwable cause) {
        super(message, cause);
        this.pause = pause;
    }

    /** How long to wait. */
    Duration pause() {
        return pause;
    }
}
