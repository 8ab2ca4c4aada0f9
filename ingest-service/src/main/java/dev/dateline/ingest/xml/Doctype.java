package dev.dateline.ingest.xml;

import java.util.Locale;

/**
 * Cuts the document type out before anything reads the text. What it points to is never fetched and what it declares never used;
 * a document that declares entities is refused, because without them it would not say what its sender meant.
 */
final class Doctype {

    private static final String START = "<!doctype";

    private Doctype() {}

    /** The text with blanks where the document type stood, so that every place in it stays where it was. */
    static String cut(String text) throws XmlRefusedException {
        int at = start(text);
        if (at < 0) {
            return text;
        }
        int end = end(text, at);
        String declaration = text.substring(at, end);
        String lower = declaration.toLowerCase(Locale.ROOT);
        int subset = declaration.indexOf('[');
        int entity = lower.indexOf("<!entity");
        if (entity >= 0 || (subset >= 0 && hasParameterReference(declaration, subset))) {
            int place = at + Math.max(entity, Math.max(subset, 0));
            throw new XmlRefusedException(
                    XmlRefusedException.Cause.ENTITIES,
                    line(text, place),
                    "the DOCTYPE declares entities, which are not expanded; leave the declaration out and write the"
                            + " characters themselves");
        }
        StringBuilder out = new StringBuilder(text);
        for (int i = at; i < end; i++) {
            if (out.charAt(i) != '\n' && out.charAt(i) != '\r') {
                out.setCharAt(i, ' ');
            }
        }
        return out.toString();
    }

    /** Where a document type begins before the first element; -1 where there is none. */
    private static int start(String text) {
        int i = 0;
        while (true) {
            i = text.indexOf('<', i);
            if (i < 0 || i + 1 >= text.length()) {
                return -1;
            }
            if (text.startsWith("<!--", i)) {
                i = after(text, "-->", i + 4);
            } else if (text.startsWith("<?", i)) {
                i = after(text, ">", i + 2);
            } else if (text.regionMatches(true, i, START, 0, START.length())) {
                return i;
            } else if (text.startsWith("<!", i)) {
                // A declaration where none may stand; an entity may hide in it.
                i = i + 2;
            } else if (Character.isLetter(text.charAt(i + 1)) || text.charAt(i + 1) == '_') {
                return -1;
            } else {
                i++;
            }
        }
    }

    private static int after(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private static int end(String text, int start) {
        boolean subset = false;
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (text.startsWith("<!--", i)) {
                i = after(text, "-->", i + 4) - 1;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[') {
                subset = true;
            } else if (c == ']') {
                subset = false;
            } else if (c == '>' && !subset) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static boolean hasParameterReference(String declaration, int subset) {
        for (int i = declaration.indexOf('%', subset); i >= 0; i = declaration.indexOf('%', i + 1)) {
            if (i + 1 < declaration.length() && Character.isLetter(declaration.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    static int line(String text, int place) {
        int line = 1;
        for (int i = 0; i < place && i < text.length(); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }
}
