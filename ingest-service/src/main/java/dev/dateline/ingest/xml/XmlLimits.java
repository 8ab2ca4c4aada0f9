package dev.dateline.ingest.xml;

/**
 * How much structure one document may have.
 *
 * @param depth elements inside one another, 1 or more
 * @param elements elements in all, 1 or more
 */
public record XmlLimits(int depth, int elements) {

    /** A thousand entries with inline XHTML stay far below it. */
    public static final XmlLimits STANDARD = new XmlLimits(200, 100_000);

    public XmlLimits {
        if (depth < 1 || elements < 1) {
            throw new IllegalArgumentException("depth " + depth + " and elements " + elements + " must be 1 or more");
        }
    }
}
