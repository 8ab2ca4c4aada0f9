package dev.dateline.bench.feeds;

import dev.dateline.ingest.feed.FeedText;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Whether two texts say the same to a reader; markup, which Dateline does not carry, counts for nothing. */
final class SameText {

    private static final String UNSEEN = "script, style, noscript, object, embed, applet, iframe, template, head";

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
        String plain = blanks(read.value());
        String shown = read.kind() == FeedText.Kind.PLAIN ? plain : ofMarkup(read.value());
        return shown.equals(ofMarkup(expected)) || shown.equals(blanks(expected)) || plain.equals(blanks(expected));
    }

    private static String ofMarkup(String markup) {
        Document document = Jsoup.parseBodyFragment(markup);
        document.select(UNSEEN).remove();
        return blanks(document.text());
    }

    private static String blanks(String text) {
        return text.replaceAll("[\\s\\u00a0]+", " ").strip();
    }
}
