package dev.dateline.publish.stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.dateline.publish.store.LatencyReceipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A server-sent event without its id, as its bytes: made once, written to every reader. */
final class Event {

    private final byte[] bytes;

    private Event(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    private static Event named(String name, String data) {
        return new Event("event: " + name + "\ndata: " + data + "\n\n");
    }

    /**
     * An article, or that it was killed.
     *
     * @param killed whether a reader must no longer show the article
     * @param record the article in JSON
     * @param delivered when this instance gave it to its readers
     */
    static Event article(boolean killed, String record, Instant delivered) {
        return named(killed ? "kill" : "article", LatencyReceipt.delivered(record, delivered));
    }

    /** That an article which a reader may have no longer matches what it asks for, by the revision at this place. */
    static Event unmatched(long seq, String id) {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(id));
        return named("unmatched", "{\"seq\":" + seq + ",\"id\":\"" + quoted + "\"}");
    }

    /** A story as it is now; one with {@code absorbedBy} is part of another from now on. */
    static Event story(String record) {
        return named("story", record);
    }

    /** A ranking. */
    static Event trend(String record) {
        return named("trend", record);
    }

    /** Why a reader gets no more. */
    static Event dropped(String code, String detail) {
        return named("dropped", "{\"code\":\"" + code + "\",\"detail\":\"" + detail + "\"}");
    }

    /** That what the reader missed cannot be told: its place is none of this read model. */
    static Event reset() {
        return named(
                "reset",
                "{\"code\":\"unknown-place\",\"detail\":\"the read model was built anew; ask the list again\"}");
    }

    /** A line that readers ignore. */
    static Event comment(String text) {
        return new Event(": " + text + "\n\n");
    }

    /** What a stream begins with: how long to wait before a broken one is resumed. */
    static Event opening() {
        return new Event("retry: 1000\n\n");
    }

    byte[] bytes() {
        return bytes;
    }
}
