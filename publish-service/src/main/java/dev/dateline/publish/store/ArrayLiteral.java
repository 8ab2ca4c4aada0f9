package dev.dateline.publish.store;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Lists as PostgreSQL writes arrays. */
final class ArrayLiteral {

    private ArrayLiteral() {}

    static String ofTexts(Collection<String> texts) {
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            literal.append(literal.length() > 1 ? ",\"" : "\"");
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (character == '"' || character == '\\') {
                    literal.append('\\');
                }
                literal.append(character);
            }
            literal.append('"');
        }
        return literal.append('}').toString();
    }

    static String ofNumbers(Collection<? extends @Nullable Number> numbers) {
        StringBuilder literal = new StringBuilder("{");
        for (Number number : numbers) {
            literal.append(literal.length() > 1 ? "," : "").append(number == null ? "NULL" : number.toString());
        }
        return literal.append('}').toString();
    }
}
