package dev.dateline.analysis;

import dev.dateline.schemas.Tag;
import java.util.List;
import java.util.Optional;

/**
 * What an article was found to say; each list begins with what is most salient.
 *
 * @param language the language that it was read in, as a primary BCP 47 subtag; empty where the text does not tell
 * @param people persons that it names
 * @param organisations organisations that it names
 * @param places places that it names
 * @param countries countries that it concerns
 * @param topics what it is about, by IPTC Media Topics
 * @param flashpoints conflicts and tensions that it concerns
 */
public record Analysis(
        Optional<String> language,
        List<Tag> people,
        List<Tag> organisations,
        List<Tag> places,
        List<Tag> countries,
        List<Tag> topics,
        List<Tag> flashpoints) {

    /** Copies the lists. */
    public Analysis {
        people = List.copyOf(people);
        organisations = List.copyOf(organisations);
        places = List.copyOf(places);
        countries = List.copyOf(countries);
        topics = List.copyOf(topics);
        flashpoints = List.copyOf(flashpoints);
    }
}
