package dev.dateline.enrich.article;

import dev.dateline.enrich.streams.RecordFaultException;

/** A record of news.raw that decodes but cannot be read as an article; it goes to news.rejected and the stream goes on. */
final class UnreadableArticleException extends RecordFaultException {

    private static final long serialVersionUID = 1L;

    UnreadableArticleException(String message) {
        super(message);
    }

    UnreadableArticleException(String message, Throwable cause) {
        super(message, cause);
    }
}
