package dev.dateline.bench.feeds;

import dev.dateline.ingest.feed.FeedText;
import dev.dateline.ingest.parse.Texts;

/** Whether two texts say the same to a reader; markup, which Dateline does not carry, counts for nothing. */
final class SameText {

    private SameText() {}

    /**
     * Whether a text of a feed is what was expected.
     *
     * @param expected plain text or markup
     */
    static boolean test(FeedText read, String expected) {
        if (read.value().strip().equals(expected.strip())) {
            return true;
        }
        String shown = Texts.line(read);
        return shown.equals(Texts.line(new FeedText(expected, FeedText.Kind.HTML)))
                || shown.equals(Texts.line(new FeedText(expected, FeedText.Kind.PLAIN)))
                || shown.equals(Texts.line(new FeedText(expected, FeedText.Kind.UNSTATED)));
    }
}
