package dev.dateline.ingest.pull;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was fetched is no feed but, say, a page that tells of an error. */
final class NotAFeedException extends IOException {

    private static final long serialVersionUID = 1L;

    NotAFeedException(String format, @Nullable String feedThatItNames) {
        super("the answer is not a feed but " + format
                + (feedThatItNames == null
                        ? ""
                        : "; it names a feed, " + feedThatItNames + ": put that address into the list"));
    }
}
