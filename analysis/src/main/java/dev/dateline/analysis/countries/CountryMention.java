package dev.dateline.analysis.countries;

import dev.dateline.analysis.entities.LeaderName;
import dev.dateline.analysis.entities.PlaceName;
import dev.dateline.schemas.Mention;

/**
 * A stretch of a document that names a country, by whatever words.
 *
 * @param mention where it stands
 * @param sentence the index of its sentence in the document
 * @param begin the index of its first token in the sentence
 * @param end one past the index of its last token
 * @param country ISO 3166-1 alpha-2 code; empty for words that hold a name without meaning it
 * @param kind what the words are
 * @param part where in the article they stand
 * @param weighed whether the words mean several things, of which the document's other words chose this one
 */
public record CountryMention(
        Mention mention,
        int sentence,
        int begin,
        int end,
        String country,
        NameKind kind,
        TextPart part,
        boolean weighed) {

    /** A name of a place that lies in a country. */
    public static CountryMention of(PlaceName place, String country, TextPart part) {
        return new CountryMention(
                place.mention(), place.sentence(), place.begin(), place.end(), country, NameKind.CITY, part, false);
    }

    /** A name of the head of a country's state or government. */
    public static CountryMention of(LeaderName leader, TextPart part) {
        return new CountryMention(
                leader.mention(),
                leader.sentence(),
                leader.begin(),
                leader.end(),
                leader.country(),
                NameKind.LEADER,
                part,
                false);
    }

    /** The stretch as a name of a place. */
    public PlaceName asPlaceName() {
        return new PlaceName(mention, sentence, begin, end, kind.confidence());
    }
}
