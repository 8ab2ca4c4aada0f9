package dev.dateline.publish.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an endpoint said.
 *
 * @param begun when it was asked
 * @param took how long it took
 * @param status the HTTP status, where one came
 * @param error why it failed, where it did
 * @param retryAfter until when it asks not to be called again
 */
record Attempt(Instant begun, Duration took, OptionalInt status, Optional<String> error, Optional<Instant> retryAfter) {

    static Attempt answered(Instant begun, Duration took, int status, Optional<Instant> retryAfter) {
        Optional<String> error = switch (status / 100) {
            case 2 -> Optional.empty();
            case 3 -> Optional.of("a redirect is not followed; change the address");
            default -> Optional.of("the endpoint answered " + status);
        };
        return new Attempt(
                begun,
                took,
                OptionalInt.of(status),
                error,
                status == 429 || status == 503 ? retryAfter : Optional.empty());
    }

    static Attempt failed(Instant begun, Duration took, String error) {
        return new Attempt(begun, took, OptionalInt.empty(), Optional.of(error), Optional.empty());
    }

    boolean succeeded() {
        return error.isEmpty();
    }

    /** Whether the endpoint says that it will never again take anything. */
    boolean gone() {
        return status.orElse(0) == 410;
    }
}
