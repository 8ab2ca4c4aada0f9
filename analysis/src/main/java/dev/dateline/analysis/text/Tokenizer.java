package dev.dateline.analysis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts text into words and signs the way the treebanks do: a possessive, a contraction and a hyphen between letters are
 * tokens of their own; a full stop stays with an abbreviation; numbers, addresses and handles stay whole. One pass.
 */
public final class Tokenizer {

    private static final String JOINERS_IN_NUMBERS = ".,:/-";

    /** Below it a sign needs no table. */
    private static final int ASCII = 0x80;

    private final FieldText field;
    private final String text;
    private final boolean hasAddresses;

    Tokenizer(FieldText field) {
        this.field = field;
        this.text = field.string();
        this.hasAddresses = text.indexOf('@') >= 0 || text.contains("http") || text.contains("www.");
    }

    /** The tokens of a text that stands alone, such as one word of a file that somebody else cut. */
    public static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        new Tokenizer(new FieldText(text)).tokenize(0, text.length(), tokens);
        return tokens;
    }

    /** Adds the tokens between two chars. */
    void tokenize(int from, int to, List<Token> into) {
        int at = from;
        while (at < to) {
            int point = text.codePointAt(at);
            if (isSpace(point)) {
                at += Character.charCount(point);
                continue;
            }
            int end = Math.min(to, tokenEnd(at, to));
            if (isWordPart(point)) {
                addWord(at, end, into);
            } else {
                add(at, end, into);
            }
            at = end;
        }
    }

    private int tokenEnd(int at, int to) {
        int address = hasAddresses ? addressEnd(at, to) : at;
        if (address > at) {
            return address;
        }
        int point = text.codePointAt(at);
        if (isWordPart(point)) {
            return wordEnd(at, to);
        }
        if ((point == '@' || point == '#') && at + 1 < to && isWordPart(text.codePointAt(at + 1))) {
            return wordEnd(at + 1, to);
        }
        int clitic = leadingClitic(at, to);
        if (clitic > at) {
            return clitic;
        }
        int end = at + Character.charCount(point);
        if (point == '.' || point == '-' || point == '`' || point == '\'' || point == '*' || point == '=') {
            while (end < to && text.charAt(end) == point) {
                end++;
            }
        }
        return end;
    }

    /** A word of a text that is already cut may be a clitic alone, such as 's. */
    private int leadingClitic(int at, int to) {
        if (!isApostrophe(text.charAt(at)) || (at > 0 && !isSpace(text.charAt(at - 1)))) {
            return at;
        }
        int end = at + 1;
        while (end < to && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return isClitic(text.substring(at + 1, end)) ? end : at;
    }

    private int wordEnd(int at, int to) {
        boolean number = Character.isDigit(text.codePointAt(at));
        int i = plainEnd(at, to);
        while (i < to) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            if (!isWordPart(point) && !joins(point, at, i, next, to, number)) {
                break;
            }
            i = plainEnd(next, to);
        }
        // A full stop that belongs to the word comes with it.
        if (i < to && text.charAt(i) == '.' && Abbreviations.ownsFullStop(text.substring(at, i))) {
            boolean ellipsis = i + 1 < to && text.charAt(i + 1) == '.';
            return ellipsis ? i : i + 1;
        }
        return i;
    }

    /** Where the unaccented letters and digits from here on end: nearly all of most texts, and no code points to look up. */
    private int plainEnd(int at, int to) {
        int i = at;
        while (i < to && isPlain(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Whether a sign between two parts of a word keeps them together. */
    private boolean joins(int point, int begin, int i, int next, int to, boolean number) {
        if (i == begin || next >= to || !isWordPart(text.codePointAt(next))) {
            return false;
        }
        boolean digits = Character.isDigit(text.charAt(i - 1)) && Character.isDigit(text.charAt(next));
        if (digits && number && JOINERS_IN_NUMBERS.indexOf(point) >= 0) {
            return true;
        }
        if (point == '-' && (Character.isDigit(text.charAt(i - 1)) != Character.isDigit(text.charAt(next)))) {
            return true;
        }
        if (point == '.') {
            boolean singleLetters = isSingleLetterBefore(begin, i)
                    && (next + 1 >= to || !Character.isLetterOrDigit(text.charAt(next + 1)));
            boolean domain = Character.isLowerCase(text.charAt(next));
            return singleLetters || domain;
        }
        return isApostrophe((char) point) || point == '&' || point == '_';
    }

    private boolean isSingleLetterBefore(int begin, int i) {
        return Character.isLetter(text.charAt(i - 1))
                && (i - 1 == begin || !Character.isLetterOrDigit(text.charAt(i - 2)));
    }

    private int addressEnd(int at, int to) {
        boolean web = text.startsWith("http://", at) || text.startsWith("https://", at) || text.startsWith("www.", at);
        int end = at;
        boolean mail = false;
        while (end < to && !isSpace(text.charAt(end)) && "<>\"()[]{}“”,;".indexOf(text.charAt(end)) < 0) {
            mail |= text.charAt(end) == '@' && end > at && !web;
            end++;
            if (!web && !mail && end < to && !isAddressPart(text.charAt(end))) {
                return at;
            }
        }
        if (!web && !mail) {
            return at;
        }
        while (end > at && ".:!?'’".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isAddressPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '@' || c == '+';
    }

    /** Adds a word, its clitic cut off. */
    private void addWord(int begin, int end, List<Token> into) {
        int cut = cliticBegin(begin, end);
        add(begin, cut, into);
        if (cut < end) {
            add(cut, end, into);
        }
    }

    private int cliticBegin(int begin, int end) {
        for (int i = end - 1; i > begin && i >= end - 3; i--) {
            if (!isApostrophe(text.charAt(i))) {
                continue;
            }
            String after = text.substring(i + 1, end);
            if (isClitic(after)) {
                return i;
            }
            boolean not = after.equalsIgnoreCase("t") && i - 1 > begin && "nN".indexOf(text.charAt(i - 1)) >= 0;
            return not ? i - 1 : end;
        }
        return end;
    }

    private static boolean isClitic(String letters) {
        return switch (letters.toLowerCase(Locale.ROOT)) {
            case "s", "m", "d", "re", "ve", "ll" -> true;
            default -> false;
        };
    }

    private void add(int begin, int end, List<Token> into) {
        into.add(new Token(text.substring(begin, end), field.codePoint(begin), field.codePoint(end)));
    }

    private static boolean isWordPart(int point) {
        if (point < ASCII) {
            return isPlain(point);
        }
        return Character.isLetterOrDigit(point)
                || Character.getType(point) == Character.NON_SPACING_MARK
                || Character.getType(point) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isPlain(int point) {
        return (point | 0x20) >= 'a' && (point | 0x20) <= 'z' || point >= '0' && point <= '9';
    }

    /** White space and what is invisible: byte order mark, zero-width space, soft hyphen stay out of tokens. */
    static boolean isSpace(int point) {
        if (point < ASCII) {
            return point <= ' ' || point == 0x7F;
        }
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.CONTROL
                || Character.getType(point) == Character.FORMAT;
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '’';
    }
}
