package dev.dateline.ingest.xml;

/** What stands in an element. */
sealed interface XmlNode permits XmlElement, XmlText {}
