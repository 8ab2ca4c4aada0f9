package dev.dateline.analysis.places;

/** What speaks for or against a meaning of a name; {@code weights.tsv} has the weight of each, in logits. */
public enum Clue {
    /** For each factor of ten of a town's inhabitants. */
    INHABITANTS,
    INHABITANTS_OF_AREA,
    CAPITAL,
    SEAT,
    REGION,
    COUNTY,
    /** A region or county by its name without the word for it: Becker for Becker County. */
    AREA_WITHOUT_ITS_WORD,
    COUNTRY,
    LAND,
    /** The document names the country at all, without the names that are to be decided. */
    COUNTRY_NAMED,
    /** The place where the report was filed lies in that country. */
    COUNTRY_OF_DATELINE,
    /** Other places of the document lie in that region, the surer the more. */
    SAME_REGION,
    /** All other places of the document lie in that country. */
    COUNTRY_SHARE_OF_PLACES,
    NEAR,
    /** A list of regions of that country has the name, or the words of the document chose it for a name of several. */
    COUNTRY_LISTED,
    /** The capital, by whose name the government is called. */
    SEAT_OF_GOVERNMENT,
    /** A word beside the name says that a region is meant, and this is one. */
    SAID_TO_BE_AREA,
    /** A region or country behind the name holds the place. */
    CONTAINED,
    /** The name stands where agencies set the place of filing. */
    FILED_AT,
    /** "the" stands before the name of a town. */
    TOWN_AFTER_THE,
    /** The name of a town has a word for a river, a lake, a mountain. */
    TOWN_WITH_WORD_OF_LANDSCAPE,
    /** None of the places of that name is meant; the others say when that is more or less likely. */
    NONE,
    NONE_AFTER_THE,
    NONE_FOR_EACH_FURTHER_WORD,
    NONE_WITH_WORD_OF_LANDSCAPE,
    NONE_BY_CONFIDENCE,
    NONE_CONTAINED,
    NONE_FILED_AT
}
