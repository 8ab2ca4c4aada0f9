package dev.dateline.analysis.text;

import dev.dateline.schemas.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a field into paragraphs and these into sentences; a quotation mark stays with the sentence that it closes. */
final class SentenceSplitter {

    /** Words that begin a sentence far more often than they follow an abbreviation. */
    private static final Set<String> STARTERS = Set.of(
            "The",
            "A",
            "An",
            "In",
            "On",
            "At",
            "But",
            "And",
            "It",
            "He",
            "She",
            "They",
            "We",
            "This",
            "That",
            "These",
            "Those",
            "There",
            "His",
            "Her",
            "Their",
            "Its",
            "For",
            "If",
            "When",
            "While",
            "As",
            "However",
            "Meanwhile",
            "With",
            "Some",
            "Many",
            "After",
            "Before",
            "I",
            "You",
            "According",
            "Last",
            "Earlier",
            "Also",
            "Since",
            "Both",
            "What",
            "Who",
            "How",
            "By",
            "From",
            "To",
            "So",
            "No",
            "Not",
            "One",
            "Under",
            "Although",
            "Despite");

    /** In tokens. Lists and tables without a full stop are cut, so that what looks at pairs within a sentence ends soon. */
    private static final int LONGEST = 1_000;

    private final Field field;
    private final FieldText text;
    private final int datelineEnd;

    /** A splitter that ends a sentence at the end of the dateline (code points; 0 for none). */
    SentenceSplitter(Field field, FieldText text, int datelineEnd) {
        this.field = field;
        this.text = text;
        this.datelineEnd = datelineEnd;
    }

    void splitInto(List<Sentence> sentences) {
        Tokenizer tokenizer = new Tokenizer(text);
        String string = text.string();
        int begin = 0;
        while (begin < string.length()) {
            int end = paragraphEnd(string, begin);
            List<Token> tokens = new ArrayList<>();
            tokenizer.tokenize(begin, end, tokens);
            splitParagraph(tokens, sentences);
            begin = end;
        }
    }

    /** The end of a paragraph: the line break before an empty line, or the end of the text. */
    private static int paragraphEnd(String string, int begin) {
        for (int i = string.indexOf('\n', begin); i >= 0; i = string.indexOf('\n', i + 1)) {
            int j = i + 1;
            while (j < string.length() && string.charAt(j) != '\n' && Tokenizer.isSpace(string.charAt(j))) {
                j++;
            }
            if (j < string.length() && string.charAt(j) == '\n') {
                return j;
            }
        }
        return string.length();
    }

    private void splitParagraph(List<Token> tokens, List<Sentence> sentences) {
        boolean paragraphStart = true;
        boolean quoteOpen = false;
        int begin = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (isStraightQuote(tokens.get(i))) {
                quoteOpen = !quoteOpen;
            }
            int end = sentenceEnd(tokens, i, quoteOpen);
            if (end < 0 && i + 1 - begin == LONGEST) {
                end = i + 1;
            }
            if (end > i) {
                for (int j = i + 1; j < end; j++) {
                    quoteOpen ^= isStraightQuote(tokens.get(j));
                }
                sentences.add(new Sentence(field, tokens.subList(begin, end), paragraphStart));
                paragraphStart = false;
                begin = end;
                i = end - 1;
            }
        }
        if (begin < tokens.size()) {
            sentences.add(new Sentence(field, tokens.subList(begin, tokens.size()), paragraphStart));
        }
    }

    /** The index one past the sentence that the token at i ends, or -1 if it ends none. */
    private int sentenceEnd(List<Token> tokens, int i, boolean quoteOpen) {
        Token token = tokens.get(i);
        if (datelineEnd > 0 && token.end() == datelineEnd) {
            return i + 1;
        }
        String word = token.text();
        boolean abbreviation = word.length() > 1 && word.endsWith(".") && Character.isLetter(word.charAt(0));
        if (!abbreviation && !isTerminal(word)) {
            return -1;
        }
        int end = i + 1;
        boolean open = quoteOpen;
        while (end < tokens.size() && (isTerminal(tokens.get(end).text()) || closes(tokens.get(end), open))) {
            open &= !isStraightQuote(tokens.get(end));
            end++;
        }
        if (end == tokens.size()) {
            return end;
        }
        boolean closed = end > i + 1;
        String next = tokens.get(end).text();
        if (abbreviation && !closed) {
            return endsAfterAbbreviation(word.substring(0, word.length() - 1), next) ? end : -1;
        }
        return startsSentence(next) ? end : -1;
    }

    private static boolean endsAfterAbbreviation(String abbreviation, String next) {
        return !Abbreviations.beforeName(abbreviation)
                && !Abbreviations.isInitial(abbreviation)
                && (STARTERS.contains(next) || isOpening(next));
    }

    private static boolean startsSentence(String next) {
        int first = next.codePointAt(0);
        return !Character.isLowerCase(first) && (Character.isLetterOrDigit(first) || next.length() == 1);
    }

    private static boolean isTerminal(String word) {
        return switch (word.charAt(0)) {
            case '.', '!', '?', '…', '。', '！', '？', '؟', '।' -> true;
            default -> false;
        };
    }

    private static boolean closes(Token token, boolean quoteOpen) {
        return switch (token.text()) {
            case "\"" -> quoteOpen;
            case "”", "’", "''", "'", ")", "]", "»" -> true;
            default -> false;
        };
    }

    private static boolean isOpening(String word) {
        return word.equals("\"") || word.equals("“") || word.equals("``");
    }

    private static boolean isStraightQuote(Token token) {
        return token.text().equals("\"");
    }
}
