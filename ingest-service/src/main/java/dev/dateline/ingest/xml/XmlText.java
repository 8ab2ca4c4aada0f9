package dev.dateline.ingest.xml;

/**
 * A stretch of text, its references resolved.
 *
 * @param text as it reads
 */
record XmlText(String text) implements XmlNode {}
