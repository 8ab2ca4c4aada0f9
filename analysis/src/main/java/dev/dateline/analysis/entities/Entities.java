package dev.dateline.analysis.entities;

import dev.dateline.schemas.Tag;
import java.util.List;

/**
 * Whom and what a document names; each list begins with what is most salient.
 *
 * @param people persons
 * @param organisations organisations
 * @param places places other than countries
 */
public record Entities(List<Tag> people, List<Tag> organisations, List<Tag> places) {

    /** Copies the lists. */
    public Entities {
        people = List.copyOf(people);
        organisations = List.copyOf(organisations);
        places = List.copyOf(places);
    }
}
