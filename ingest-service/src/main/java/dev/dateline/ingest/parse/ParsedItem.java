package dev.dateline.ingest.parse;

import dev.dateline.schemas.RawArticle;
import java.util.List;

/** What became of one item: an article, or a refusal with its reason. */
public sealed interface ParsedItem {

    /** The line of the input that the item began on, counted from 1. */
    int line();

    /** The item's own bytes, as they arrived. */
    byte[] original();

    /**
     * An item that was understood.
     *
     * @param article what the feed said
     * @param line the line that the item began on, counted from 1
     * @param original the item's own bytes
     * @param warnings what is wrong with it although it could be read
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on to Kafka as they are, never compared.
    record Article(RawArticle article, int line, byte[] original, List<Warning> warnings) implements ParsedItem {

        public Article {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Something wrong with an item that could be read all the same.
     *
     * @param code stable, lower-case words joined by hyphens
     * @param detail what is wrong and where
     */
    record Warning(String code, String detail) {}

    /**
     * An item that was not understood.
     *
     * @param reason why, with its stable code
     * @param detail what is wrong, where, and how to mend it
     * @param line the line that the item began on, counted from 1
     * @param original the item's own bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on to Kafka as they are, never compared.
    record Refused(Reason reason, String detail, int line, byte[] original) implements ParsedItem {

        /** The stable code of the reason. */
        public String code() {
            return reason.code();
        }

        /** The reason in words, without what is particular to this item. */
        public String title() {
            return reason.title();
        }
    }
}
