package dev.dateline.analysis.text;

/**
 * One word or sign of a field.
 *
 * @param text exactly the stretch of the field from begin to end; never empty, never white space
 * @param begin first character, in Unicode code points from 0
 * @param end one past the last character, in Unicode code points
 */
public record Token(String text, int begin, int end) {}
