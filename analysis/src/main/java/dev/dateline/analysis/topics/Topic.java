package dev.dateline.analysis.topics;

/**
 * A concept of IPTC Media Topics.
 *
 * @param id medtop:NNNNNNNN
 * @param name its English name
 * @param broader the id of the subject of the top level that it belongs to; its own id at the top level
 */
record Topic(String id, String name, String broader) {

    boolean isTopLevel() {
        return id.equals(broader);
    }
}
