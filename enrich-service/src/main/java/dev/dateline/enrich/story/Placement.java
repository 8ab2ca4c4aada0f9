package dev.dateline.enrich.story;

import dev.dateline.enrich.duplicate.Likeness;
import java.util.List;
import java.util.Optional;

/**
 * Where a report belongs.
 *
 * @param story the story it is in
 * @param copy what it copies; empty for an original
 * @param absorbed stories that the report showed to be this one, oldest first
 */
public record Placement(String story, Optional<Copy> copy, List<Absorbed> absorbed) {

    /**
     * A story that is part of another from now on.
     *
     * @param story its id
     * @param numbers of the reports that it had
     */
    public record Absorbed(String story, List<Long> numbers) {}

    /**
     * What a report copies.
     *
     * @param original the article that had the text first
     * @param kind how much of it
     * @param likeness the resemblance to the original, 0..1
     */
    public record Copy(String original, Likeness.Kind kind, double likeness) {}
}
