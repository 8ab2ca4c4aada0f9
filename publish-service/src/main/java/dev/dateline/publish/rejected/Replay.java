package dev.dateline.publish.rejected;

import dev.dateline.publish.audit.Audit.Actor;
import dev.dateline.publish.rejected.Way.Target;
import dev.dateline.publish.store.RejectedPlace;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replay of refused records.
 *
 * @param selection what was asked for, as JSON
 * @param plan what that came to at its beginning, as JSON
 * @param by who asked for it
 * @param rate records a second at most
 * @param state {@code running}, {@code stopped} or {@code finished}
 * @param trouble what it waits for; null if for nothing
 * @param counts its records by what became of them: {@code pending}, {@code sent}, {@code refused}, {@code skipped}
 */
record Replay(
        String id,
        long number,
        String selection,
        String plan,
        Actor by,
        int rate,
        boolean forced,
        String state,
        @Nullable String trouble,
        Instant created,
        Instant changed,
        Map<String, Long> counts) {

    /** How many records are in that state. */
    long count(String state) {
        return counts.getOrDefault(state, 0L);
    }

    /** What came of it, in one line. */
    String says() {
        return "sent " + count("sent") + ", refused again " + count("refused") + ", passed over " + count("skipped")
                + (count("pending") > 0 ? ", still to send " + count("pending") : "");
    }

    /**
     * One record of it.
     *
     * @param place the refused record
     * @param source where its bytes are read
     */
    record Item(int line, RejectedPlace place, @Nullable String feed, RejectedPlace source, Target target) {}

    /** What became of a record. */
    sealed interface Outcome {
        /** Kafka, or the read model, has it. */
        record Sent() implements Outcome {}

        /** It was refused again at once. */
        record Refused(String reason, String detail) implements Outcome {}

        /** It was passed over after all, and may be replayed again. */
        record Skipped(String reason, String detail) implements Outcome {}
    }

    /** A record of which something else became than that it was sent. */
    record Trouble(
            RejectedPlace place,
            String state,
            String reason,
            @Nullable String detail) {}
}
