package dev.dateline.ingest.parse;

import java.util.Arrays;
import java.util.Optional;

/** Why an item was refused. The codes are stable: clients and alarms may depend on them. */
public enum Reason {
    /** The bytes are not text in the character set that was stated, or in none that could be told. */
    BAD_ENCODING("bad-encoding", "The bytes are not text in the stated character set"),
    /** The item is not one JSON value. */
    NOT_JSON("not-json", "The item is not JSON"),
    /** The item is JSON, but not an object. */
    NOT_AN_ARTICLE("not-an-article", "The item is JSON, but not an object that describes an article"),
    /** A field holds a value of a kind that it cannot have. */
    WRONG_TYPE("wrong-type", "A field has the wrong type"),
    /** There is neither a title nor a body. */
    EMPTY_ARTICLE("empty-article", "The article has neither a title nor a body"),
    /** The item is larger than one article may be. */
    TOO_LARGE("too-large", "The article is too large"),
    /** The XML declares entities, which are never expanded. */
    FORBIDDEN_XML("forbidden-xml", "The XML declares entities"),
    /** Elements of XML, or objects and lists of JSON, stand inside one another deeper than is read. */
    TOO_DEEP("too-deep", "The document is nested too deep"),
    /** The markup has more elements than is read. */
    TOO_COMPLEX("too-complex", "The document has too much structure"),
    /** The document ends in the middle of the item. */
    CUT_OFF("cut-off", "The document breaks off within the item"),
    /** The item is valid in its format, but is no news item: a concept, a plan, a catalogue. */
    NOT_NEWS("not-news", "The item is not a news item"),
    /** The item is a valid one of a wire, but a picture, a package or a frame without any words. */
    NO_TEXT("no-text", "The item was read, but has no text of an article"),
    /** The item must not be published yet. */
    EMBARGOED("embargoed", "The item is under embargo"),
    /** The item is in a format that is not read. */
    UNSUPPORTED_FORMAT("unsupported-format", "The format is not understood"),
    /** The request is larger than one may be; nothing in it was read as an item. */
    REQUEST_TOO_LARGE("request-too-large", "The request is too large"),
    /** The request is not in the content encoding that it states. */
    BAD_CONTENT_ENCODING("bad-content-encoding", "The body is not in its content encoding"),
    /** The request is in a content encoding that is not read. */
    UNSUPPORTED_CONTENT_ENCODING("unsupported-content-encoding", "The content encoding is not understood");

    private final String code;
    private final String title;

    Reason(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The reason of that code, if there is one. */
    public static Optional<Reason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code.equals(code))
                .findFirst();
    }

    /** The stable code, lower-case words joined by hyphens. */
    public String code() {
        return code;
    }

    /** The reason in words, the same for every item refused for it. */
    public String title() {
        return title;
    }
}
