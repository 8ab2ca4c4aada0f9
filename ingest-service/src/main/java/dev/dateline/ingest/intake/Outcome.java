package dev.dateline.ingest.intake;

import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.ingest.parse.Reason;
import dev.dateline.runtime.http.Problem;

/** What a client is told of an item; an article's text is not kept for it. */
public sealed interface Outcome {

    /**
     * Taken.
     *
     * @param line that the item began on
     * @param id the article's
     */
    record Accepted(int line, String id) implements Outcome {}

    /**
     * Not taken.
     *
     * @param line that the item began on
     * @param problem why, and how to mend it
     */
    record Rejected(int line, Problem problem) implements Outcome {}

    /** What became of an item. */
    static Outcome of(ParsedItem item) {
        return switch (item) {
            case ParsedItem.Article article ->
                new Accepted(article.line(), article.article().getId());
            case ParsedItem.Refused refused -> new Rejected(refused.line(), problem(refused));
        };
    }

    private static Problem problem(ParsedItem.Refused refused) {
        return new Problem(status(refused.reason()), refused.code(), refused.title(), refused.detail());
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case BAD_ENCODING, NOT_JSON, BAD_CONTENT_ENCODING, FORBIDDEN_XML, CUT_OFF -> 400;
            case TOO_DEEP, TOO_COMPLEX, TOO_LARGE, REQUEST_TOO_LARGE -> 413;
            case UNSUPPORTED_FORMAT, UNSUPPORTED_CONTENT_ENCODING -> 415;
            case NOT_AN_ARTICLE, WRONG_TYPE, EMPTY_ARTICLE, NOT_NEWS, NO_TEXT, EMBARGOED -> 422;
        };
    }
}
