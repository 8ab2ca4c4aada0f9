package dev.dateline.ingest.xml;

import java.util.List;

/**
 * A document that was read.
 *
 * @param root its outermost element
 * @param faults where it is not well-formed, in words; empty for a sound document; at most a few are kept
 */
public record XmlDocument(XmlElement root, List<Fault> faults) {

    /**
     * A place where the text is not XML.
     *
     * @param line counted from 1
     * @param message what is wrong
     */
    public record Fault(int line, String message) {}

    public XmlDocument {
        faults = List.copyOf(faults);
    }
}
