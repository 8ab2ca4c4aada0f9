package dev.dateline.analysis.text;

import dev.dateline.schemas.Field;
import java.util.List;

/**
 * One sentence of a field.
 *
 * @param field the field that it stands in
 * @param tokens its tokens in order, at least one
 * @param paragraphStart whether it is the first of its paragraph
 */
public record Sentence(Field field, List<Token> tokens, boolean paragraphStart) {

    /** Copies the tokens. */
    public Sentence {
        tokens = List.copyOf(tokens);
    }

    /** First character of the sentence in its field, in Unicode code points. */
    public int begin() {
        return tokens.getFirst().begin();
    }

    /** One past the last character of the sentence in its field, in Unicode code points. */
    public int end() {
        return tokens.getLast().end();
    }
}
