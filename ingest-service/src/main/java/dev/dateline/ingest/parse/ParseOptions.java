package dev.dateline.ingest.parse;

import dev.dateline.ingest.xml.XmlLimits;
import org.jspecify.annotations.Nullable;

/**
 * How documents are read.
 *
 * @param maxItemBytes the largest item read; of a larger one this many bytes are kept for the refusal
 * @param xml how much structure an XML document may have; its depth holds for JSON too
 * @param address where the document comes from, to resolve relative addresses in it; null where that is not known
 */
public record ParseOptions(
        int maxItemBytes, XmlLimits xml, @Nullable String address) {

    /** The default limits. */
    public static final ParseOptions STANDARD =
            new ParseOptions(ItemParser.DEFAULT_MAX_ITEM_BYTES, XmlLimits.STANDARD, null);

    /** The same for a document from that address. */
    public ParseOptions at(@Nullable String documentAddress) {
        return new ParseOptions(maxItemBytes, xml, documentAddress);
    }

    /** The same with another limit on what may stand inside one another, in XML and in JSON. */
    public ParseOptions withMaxDepth(int depth) {
        return new ParseOptions(maxItemBytes, new XmlLimits(depth, xml.elements()), address);
    }

    /** The same with another limit on an item. */
    public ParseOptions withMaxItemBytes(int bytes) {
        return new ParseOptions(bytes, xml, address);
    }
}
