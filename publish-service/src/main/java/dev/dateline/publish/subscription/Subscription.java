package dev.dateline.publish.subscription;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what, and where.
 *
 * @param id {@code sub_} and what nobody can guess
 * @param query a list's query string
 * @param url where it is sent
 * @param lease of a subscription of the hub; null of a webhook
 * @param description whatever its keeper wants to remember
 * @param secrets what signs
 * @param state whether anything is sent
 * @param reason why it is disabled
 * @param afterSeq it hears of what is published after this place
 * @param created when it was made
 * @param changed when it was changed last
 */
public record Subscription(
        String id,
        String query,
        URI url,
        @Nullable Lease lease,
        @Nullable String description,
        Secrets secrets,
        State state,
        @Nullable String reason,
        long afterSeq,
        Instant created,
        Instant changed) {

    /** Whether anything is sent. */
    public enum State {
        /** It is. */
        ACTIVE,
        /** It waits until its keeper resumes it; what matches is kept. */
        PAUSED,
        /** It is not, and nothing is matched: the endpoint is gone, or took nothing for too long. */
        DISABLED
    }

    /**
     * What the hub granted.
     *
     * @param topic the address of the feed that is sent
     * @param ends when it ends
     */
    public record Lease(String topic, Instant ends) {}

    /** The secret in force, and the one before it for a while. */
    public record Secrets(
            @Nullable SealedSecret current,
            @Nullable SealedSecret previous,
            @Nullable Instant previousUntil) {

        /** Those that sign at an instant. */
        public List<SealedSecret> at(Instant now) {
            List<SealedSecret> valid = new ArrayList<>();
            if (current != null) {
                valid.add(current);
            }
            if (previous != null && previousUntil != null && now.isBefore(previousUntil)) {
                valid.add(previous);
            }
            return valid;
        }
    }
}
