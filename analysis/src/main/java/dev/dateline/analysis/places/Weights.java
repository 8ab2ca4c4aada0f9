package dev.dateline.analysis.places;

/** What speaks for a place, in logits. Set by judgement and fitted to no set. */
final class Weights {

    /** For each factor of ten of inhabitants. */
    static final double POPULATION = 2.0;

    static final double CAPITAL = 1.5;
    static final double SEAT = 0.7;
    static final double REGION = -0.5;
    static final double COUNTY = -2.5;

    /** The document names the country of the place at all. */
    static final double COUNTRY_NAMED = 1.5;

    /** All that the document names is that country. */
    static final double COUNTRY_SHARE = 2.0;

    /** Another name stands before the region of the place. */
    static final double REGION_NAMED = 2.5;

    static final double SAME_REGION = 1.2;
    static final double SAME_COUNTRY = 0.4;
    static final double NEAR = 1.0;
    static final double MOST_SUPPORT = 5;

    /** From here on the country is told where the place is not. */
    static final double COUNTRY_SURE_ENOUGH = 0.9;

    private Weights() {}
}
