package dev.dateline.analysis.entities;

import dev.dateline.schemas.Mention;

/**
 * A name of a place where it stands in a document, of whatever kind the place is: country, region, city, river.
 *
 * @param mention where it stands
 * @param sentence the index of its sentence in the document
 * @param begin the index of its first token in the sentence
 * @param end one past the index of its last token
 * @param confidence how likely exactly this stretch is a name of a place, 0..1
 */
public record PlaceName(Mention mention, int sentence, int begin, int end, double confidence) {}
