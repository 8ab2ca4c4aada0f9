package dev.dateline.analysis.entities;

/** What a name names. */
public enum EntityType {
    /** A human being. */
    PERSON("PER"),
    /** A body that acts: an authority, a company, a party, a team, a band. */
    ORGANISATION("ORG"),
    /** A country, a city, a region, a water, a site. */
    LOCATION("LOC");

    private final String code;

    EntityType(String code) {
        this.code = code;
    }

    /** The three letters that CoNLL files use. */
    public String code() {
        return code;
    }
}
