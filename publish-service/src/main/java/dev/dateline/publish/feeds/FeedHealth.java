package dev.dateline.publish.feeds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.publish.store.FeedActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a feed is.
 *
 * @param state the worst that can be said of it
 * @param says why, in words
 * @param fix what to do; null where there is nothing
 * @param expectation what it is expected to give; empty while it is too new to tell
 */
record FeedHealth(State state, String says, @Nullable String fix, Optional<Expectation> expectation) {

    /** In the order in which they matter. */
    enum State {
        /** Its server says that it is gone for good. */
        GONE,
        /** It cannot be fetched. */
        FAILING,
        /** It gave far less than it does at this hour. */
        SILENT,
        /** An operator has it stand still. */
        PAUSED,
        /** As expected. */
        OK,
        /** Too new to tell. */
        NEW;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Judges a feed; a pure function.
     *
     * @param activity what it gave; null if the ledger does not know it
     * @param ingest what ingest says of it; missing where it says nothing
     */
    static FeedHealth of(@Nullable FeedActivity activity, JsonNode ingest, Instant now) {
        Optional<Expectation> expectation = Expectation.of(activity == null ? List.of() : activity.hoursBefore());
        long got = activity == null ? 0 : activity.lastHour();
        JsonNode pull = ingest.path("pull");
        String seen =
                expectation.map(expected -> expected.says(got)).orElse("too new to tell what to expect; got " + got);
        if (pull.path("gone").asBoolean()) {
            return new FeedHealth(
                    State.GONE,
                    "its server says that it is gone for good (410)",
                    "take it from the list of feeds, or give its new address there",
                    expectation);
        }
        if (ingest.hasNonNull("pausedSince")) {
            return new FeedHealth(
                    State.PAUSED,
                    "it stands still since " + ingest.path("pausedSince").asText(),
                    "resume it",
                    expectation);
        }
        if (pull.path("failures").asInt() > 0) {
            return new FeedHealth(
                    State.FAILING,
                    "could not be fetched " + times(pull.path("failures").asInt()) + ": "
                            + pull.path("problem").asText("no reason is known"),
                    "look whether " + pull.path("location").asText("its address")
                            + " answers; if the feed has moved, change its url in the list of feeds. It is asked again by itself",
                    expectation);
        }
        if (expectation.isPresent() && expectation.get().isSilence(got)) {
            return new FeedHealth(
                    State.SILENT,
                    seen + lastSeen(activity, now),
                    pull.isMissingNode()
                            ? "ask whoever pushes it; `dateline keys list` tells whether their key is still valid"
                            : "it is fetched without failures: look whether "
                                    + pull.path("location").asText("its address") + " still has new items",
                    expectation);
        }
        return new FeedHealth(expectation.isPresent() ? State.OK : State.NEW, seen, null, expectation);
    }

    private static String times(int failures) {
        return failures == 1 ? "once" : failures + " times in a row";
    }

    private static String lastSeen(@Nullable FeedActivity activity, Instant now) {
        if (activity == null || activity.newest() == null) {
            return "";
        }
        Duration since = Duration.between(activity.newest(), now);
        return since.toMinutes() < 2
                ? ""
                : "; nothing for " + (since.toHours() >= 3 ? since.toHours() + " h" : since.toMinutes() + " min");
    }
}
