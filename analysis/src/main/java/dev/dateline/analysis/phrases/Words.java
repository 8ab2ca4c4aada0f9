package dev.dateline.analysis.phrases;

import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import dev.dateline.analysis.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A sentence with its words folded for comparison, and how it uses capital letters. Immutable. */
public final class Words {

    /** How a sentence uses capital letters, which decides what a capital letter tells. */
    public enum Case {
        /** Running text: a capital letter marks a name or the beginning. */
        RUNNING,
        /** Nearly every word begins with a capital letter, as in many headlines. */
        TITLE,
        /** Capitals only, as in agency headlines. */
        UPPER,
        /** No capital letter at all, as in addresses made into headlines. */
        LOWER
    }

    private static final int FEW_WORDS = 3;
    private static final double NEARLY_ALL = 0.7;
    private static final int LETTERS_OF_A_FUNCTION_WORD = 3;

    private final Sentence sentence;
    private final String[] folded;
    private final Case letterCase;

    private Words(Sentence sentence, @Nullable Case letterCase) {
        this.sentence = sentence;
        List<Token> tokens = sentence.tokens();
        this.folded = new String[tokens.size()];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(tokens.get(i).text());
        }
        this.letterCase = letterCase == null ? caseOf(tokens) : letterCase;
    }

    /** Folds the words of a sentence. */
    public static Words of(Sentence sentence) {
        return new Words(sentence, null);
    }

    /** Folds the words of a sentence whose use of capital letters is known. */
    public static Words of(Sentence sentence, Case letterCase) {
        return new Words(sentence, letterCase);
    }

    /** Folds all sentences of a document, in its order. */
    public static List<Words> of(Document document) {
        List<Words> all = new ArrayList<>(document.sentences().size());
        for (Sentence sentence : document.sentences()) {
            all.add(of(sentence));
        }
        return all;
    }

    /** The tokens of a phrase, cut as those of an article are. */
    static List<String> cut(String phrase) {
        return Tokenizer.tokens(phrase).stream().map(Token::text).toList();
    }

    /** Lower case, one kind of apostrophe, and no full stops within or after a word: U.S. becomes us. */
    static String fold(String word) {
        if (isPlain(word)) {
            return word;
        }
        String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        int first = lower.charAt(0);
        return Character.isLetter(first) || first == '\'' ? lower.replace(".", "") : lower;
    }

    /** Whether folding changes nothing, which holds for most words and costs no allocation to find out. */
    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }

    /** Whether a word of two letters or more has no small letter. */
    static boolean isUpperCase(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLowerCase(word.charAt(i))) {
                return false;
            }
        }
        return word.length() > 1;
    }

    /** The sentence. */
    public Sentence sentence() {
        return sentence;
    }

    /** Number of tokens. */
    public int size() {
        return folded.length;
    }

    /** A word folded: lower case, without full stops. */
    public String folded(int index) {
        return folded[index];
    }

    /** A word as it stands in the text. */
    public String text(int index) {
        return sentence.tokens().get(index).text();
    }

    /** How the sentence uses capital letters. */
    public Case letterCase() {
        return letterCase;
    }

    /** Whether a word begins with a capital letter. */
    public boolean capitalised(int index) {
        return index >= 0
                && index < folded.length
                && Character.isUpperCase(text(index).codePointAt(0));
    }

    private static Case caseOf(List<Token> tokens) {
        int words = 0;
        int longWords = 0;
        int upper = 0;
        int initial = 0;
        int lower = 0;
        for (Token token : tokens) {
            String text = token.text();
            if (!Character.isLetter(text.codePointAt(0))) {
                continue;
            }
            words++;
            boolean isLong = text.length() > LETTERS_OF_A_FUNCTION_WORD;
            longWords += isLong ? 1 : 0;
            if (!Character.isUpperCase(text.codePointAt(0))) {
                lower++;
            } else if (isUpperCase(text)) {
                upper++;
                initial += isLong ? 1 : 0;
            } else {
                initial += isLong ? 1 : 0;
            }
        }
        if (words < FEW_WORDS) {
            return words > 0 && upper == words && longWords > 0 ? Case.UPPER : Case.RUNNING;
        }
        if (lower == words) {
            return Case.LOWER;
        }
        if (upper >= NEARLY_ALL * words) {
            return Case.UPPER;
        }
        return longWords >= FEW_WORDS && initial >= NEARLY_ALL * longWords ? Case.TITLE : Case.RUNNING;
    }
}
