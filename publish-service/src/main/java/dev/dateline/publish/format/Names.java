package dev.dateline.publish.format;

/** What a tag is called by the rest of the world. */
final class Names {

    private Names() {}

    /** An address that names the thing: of the vocabulary that it is from, or else our own. */
    static String uri(NewsItem.Tag tag) {
        if (tag.wikidata() != null) {
            return "http://www.wikidata.org/entity/" + Percent.encode(tag.wikidata());
        }
        String number = tag.id().substring(tag.id().indexOf(':') + 1);
        if (tag.id().matches("medtop:\\d{8}")) {
            return "http://cv.iptc.org/newscodes/mediatopic/" + number;
        }
        if (tag.id().matches("geonames:\\d{1,10}")) {
            return "https://sws.geonames.org/" + number + "/";
        }
        return "urn:dateline:" + tag.kind() + ":" + Percent.encode(tag.id());
    }
}
