package dev.dateline.analysis.countries;

/** What makes it more or less likely that a country is rightly told; {@code confidence.tsv} has the weight of each, in logits. */
public enum CountrySign {
    /** There is a mention at all. */
    MENTIONED,
    BY_NAME,
    BY_ADJECTIVE,
    BY_SEAT,
    BY_REGION,
    BY_CITY,
    BY_LEADER,
    /** The natural logarithm of the number of mentions. */
    MENTIONS,
    IN_TITLE,
    IN_DATELINE,
    IN_LEAD,
    /** All its mentions mean several things, of which the document chose. */
    WEIGHED
}
