package dev.dateline.analysis.entities;

import dev.dateline.schemas.Mention;

/**
 * A name of a head of state or government where it stands in a document.
 *
 * @param mention where it stands
 * @param sentence the index of its sentence in the document
 * @param begin the index of its first token in the sentence
 * @param end one past the index of its last token
 * @param country ISO 3166-1 alpha-2 code of the country
 */
public record LeaderName(Mention mention, int sentence, int begin, int end, String country) {}
