package dev.dateline.bench.conll;

import dev.dateline.analysis.entities.EntityType;
import java.util.Set;

/**
 * A text as a publisher has it, with its names.
 *
 * @param text the text
 * @param names its names
 */
public record MarkedText(String text, Set<Stretch> names) {

    /** Copies the set. */
    public MarkedText {
        names = Set.copyOf(names);
    }

    /**
     * A name in a text.
     *
     * @param type what it names
     * @param begin its first character, in Unicode code points
     * @param end one past its last character
     */
    public record Stretch(EntityType type, int begin, int end) {}
}
