package dev.dateline.analysis.places;

import dev.dateline.analysis.entities.PlaceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name with all that it may mean: what the weights are fitted to.
 *
 * @param mentions where the document has the name in that meaning
 * @param meanings what it may mean; the last is that it means none of the places
 */
public record NameChoice(List<PlaceName> mentions, List<Meaning> meanings) {

    /** Copies the lists. */
    public NameChoice {
        mentions = List.copyOf(mentions);
        meanings = List.copyOf(meanings);
    }

    /**
     * One meaning.
     *
     * @param place the place; null for none of them
     * @param clues how much each of {@link Clue} speaks for it, in its order
     * @param share how likely it is by the weights in use, 0..1
     */
    @SuppressWarnings("ArrayRecordComponent") // Read by the fit alone, never compared.
    public record Meaning(@Nullable Place place, double[] clues, double share) {}
}
