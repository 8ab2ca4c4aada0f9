package dev.dateline.bench.conll;

import dev.dateline.analysis.entities.EntityType;

/**
 * A name that a person marked.
 *
 * @param type what it names
 * @param begin index of its first word
 * @param end index one past its last word
 */
public record MarkedSpan(EntityType type, int begin, int end) {}
