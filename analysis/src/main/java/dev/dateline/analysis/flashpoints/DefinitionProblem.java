package dev.dateline.analysis.flashpoints;

/**
 * One thing that is wrong with a definition.
 *
 * @param line the line of the text that it stands in, counted from 1
 * @param column the character of that line, counted from 1
 * @param field the way to the value, such as {@code places[2].weight}; empty for the text as a whole
 * @param message what is wrong and how to mend it
 */
public record DefinitionProblem(int line, int column, String field, String message) {

    @Override
    public String toString() {
        return "line " + line + (field.isEmpty() ? "" : ", " + field) + ": " + message;
    }
}
