package dev.dateline.analysis.languages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cuts a text into pieces of words, as the table was made: of each word in lower case, as bytes of UTF-8, four bytes at every
 * third, the first of them with a space before it, and the last four with a space behind.
 */
final class Grams {

    private static final int LENGTH = 4;
    private static final int STRIDE = 3;
    private static final int LONGEST_WORD = 70;

    private final long[] grams;
    private int size;

    private Grams(int most) {
        this.grams = new long[most];
    }

    /** The different pieces of a text, in no order, at most so many. */
    static long[] of(String text, int most) {
        Grams grams = new Grams(most);
        String lower = text.toLowerCase(Locale.ROOT);
        int begin = -1;
        for (int at = 0; at <= lower.length() && grams.size < most; at++) {
            boolean inWord = at < lower.length() && isPart(lower, at);
            if (inWord && begin < 0) {
                begin = at;
            } else if (!inWord && begin >= 0) {
                grams.addWord(lower.substring(begin, at).getBytes(StandardCharsets.UTF_8));
                begin = -1;
            }
        }
        return grams.different();
    }

    /** Letters, and apostrophes but for those that other signs follow; what lies outside the first plane parts words. */
    private static boolean isPart(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c)) {
            return true;
        }
        int next = at;
        while (next < text.length() && isApostrophe(text.charAt(next))) {
            next++;
        }
        return next > at && next < text.length() && Character.isLetter(text.charAt(next));
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '`' || c == '’';
    }

    private void addWord(byte[] word) {
        int length = Math.min(word.length, LONGEST_WORD);
        int at = 0;
        for (; at + LENGTH < length; at += STRIDE) {
            add(word, at, at + LENGTH, at == 0, false);
        }
        add(word, Math.max(0, length - LENGTH), length, at == 0, true);
    }

    private void add(byte[] word, int from, int to, boolean first, boolean last) {
        if (size == grams.length) {
            return;
        }
        long packed = first ? ' ' : 0;
        for (int i = from; i < to; i++) {
            packed = packed << Byte.SIZE | word[i] & 0xFF;
        }
        grams[size++] = last ? packed << Byte.SIZE | ' ' : packed;
    }

    private long[] different() {
        Arrays.sort(grams, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || grams[i] != grams[i - 1]) {
                grams[kept++] = grams[i];
            }
        }
        return Arrays.copyOf(grams, kept);
    }
}
