package dev.dateline.publish.format;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML 1.0 that is well-formed whatever characters a text has: one that XML cannot hold becomes U+FFFD. */
final class Xml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();
    private static final int REPLACEMENT = 0xFFFD;

    private final StringWriter text = new StringWriter(16 * 1024);
    private final XMLStreamWriter out;

    /** Writes the inside of an element. */
    @FunctionalInterface
    interface Content {
        void write() throws XMLStreamException;
    }

    private Xml() throws XMLStreamException {
        out = FACTORY.createXMLStreamWriter(text);
    }

    /** Writes a document. */
    @FunctionalInterface
    interface Document {
        void write(Xml xml) throws XMLStreamException;
    }

    static String document(Document document) {
        try {
            Xml xml = new Xml();
            xml.out.writeStartDocument("UTF-8", "1.0");
            document.write(xml);
            xml.out.writeEndDocument();
            xml.out.flush();
            return xml.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML in memory cannot be written", e);
        }
    }

    /** An element with others in it. Attributes are written first, by {@link #attribute}. */
    void element(String name, Content content) throws XMLStreamException {
        out.writeStartElement(name);
        content.write();
        out.writeEndElement();
    }

    /** An element with a text in it. */
    void element(String name, String content) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(legal(content));
        out.writeEndElement();
    }

    /** An element that is nothing but its attributes. */
    void empty(String name, String... attributes) throws XMLStreamException {
        out.writeEmptyElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1]);
        }
    }

    void attribute(String name, String value) throws XMLStreamException {
        out.writeAttribute(name, legal(value));
    }

    void characters(String content) throws XMLStreamException {
        out.writeCharacters(legal(content));
    }

    /** The text with what XML 1.0 has no place for replaced: most control characters, halves of pairs, U+FFFE and U+FFFF. */
    static String legal(String text) {
        if (text.codePoints().allMatch(Xml::isLegal)) {
            return text;
        }
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().forEach(point -> legal.appendCodePoint(isLegal(point) ? point : REPLACEMENT));
        return legal.toString();
    }

    private static boolean isLegal(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point < 0xD800)
                || (point >= 0xE000 && point < 0xFFFE)
                || point > 0xFFFF;
    }
}
