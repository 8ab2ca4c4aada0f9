package dev.dateline.publish.stream;

import java.nio.charset.StandardCharsets;

/** A server-sent event, as its bytes: made once, written to every reader. */
final class Event {

    private final byte[] bytes;

    private Event(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * An article, or that it was killed; its place in the order of publication is the id that a reader resumes with.
     *
     * @param killed whether a reader must no longer show the article
     */
    static Event article(long seq, boolean killed, String record) {
        return new Event("id: " + seq + "\nevent: " + (killed ? "kill" : "article") + "\ndata: " + record + "\n\n");
    }

    /** A ranking; without an id, so that a reader still resumes with that of its last article. */
    static Event trend(String record) {
        return new Event("event: trend\ndata: " + record + "\n\n");
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
