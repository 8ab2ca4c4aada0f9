package dev.dateline.ingest.pull;

import java.io.IOException;

/** What was fetched is no feed but, say, a page that tells of an error. */
final class NotAFeedException extends IOException {

    private static final long serialVersionUID = 1L;

    NotAFeedException() {
        super("the answer is a page or a text, not a feed");
    }
}
