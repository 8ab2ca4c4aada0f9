package dev.dateline.publish.delivery;

/** What a message says. */
enum MessageType {
    /** An article that the subscription has not heard of. */
    PUBLISHED("article.published"),
    /** Another revision of one that it has. */
    CORRECTED("article.corrected"),
    /** One that it has heard of must no longer be shown. */
    KILLED("article.killed"),
    /** Nothing: its keeper tries the endpoint. */
    TEST("test");

    private final String text;

    MessageType(String text) {
        this.text = text;
    }

    /** The name in a message's {@code type}. */
    String text() {
        return text;
    }
}
