package dev.dateline.analysis.entities;

/**
 * A name in a sentence.
 *
 * @param type what it names
 * @param begin index of its first token
 * @param end index one past its last token
 * @param confidence how likely exactly this stretch is a name of this type, 0..1, calibrated on held-back sets
 */
public record Span(EntityType type, int begin, int end, double confidence) {}
