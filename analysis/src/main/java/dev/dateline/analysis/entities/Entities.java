package dev.dateline.analysis.entities;

import dev.dateline.schemas.Tag;
import java.util.List;

/**
 * Whom and what a document names; each list begins with what is most salient.
 *
 * @param people persons
 * @param organisations organisations
 * @param places places, countries among them, joined by their spelling alone
 * @param placeNames every name of a place where it stands, countries among them, in the order of the text
 * @param leaderNames every name of a head of state or government
 */
public record Entities(
        List<Tag> people,
        List<Tag> organisations,
        List<Tag> places,
        List<PlaceName> placeNames,
        List<LeaderName> leaderNames) {

    /** Copies the lists. */
    public Entities {
        people = List.copyOf(people);
        organisations = List.copyOf(organisations);
        places = List.copyOf(places);
        placeNames = List.copyOf(placeNames);
        leaderNames = List.copyOf(leaderNames);
    }
}
