package dev.dateline.analysis.phrases;

import java.util.List;

/**
 * A phrase found in a sentence.
 *
 * @param <T> what phrases stand for
 * @param first index of its first token
 * @param end index one past its last token
 * @param values what the phrase stands for, at least one
 */
public record Hit<T>(int first, int end, List<T> values) {}
