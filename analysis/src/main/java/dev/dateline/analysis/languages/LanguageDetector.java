package dev.dateline.analysis.languages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the language of a text: by its script where one language alone is written with it, else by the pieces of its words, for which
 * there is a table of 60 languages. Only the beginning of a long text is read. Safe for use by many threads.
 */
public final class LanguageDetector {

    private static final String TABLE = "grams.bin";

    /** How much of a text is read. More does not tell more. */
    private static final int READ_CHARS = 2_000;

    private static final int READ_GRAMS = 400;

    /** Languages that alone are written with their script, as far as news goes. */
    private static final Map<UnicodeScript, String> BY_SCRIPT = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.HIRAGANA, "ja"),
            Map.entry(UnicodeScript.KATAKANA, "ja"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.LAO, "lo"),
            Map.entry(UnicodeScript.KHMER, "km"),
            Map.entry(UnicodeScript.MYANMAR, "my"),
            Map.entry(UnicodeScript.TIBETAN, "bo"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.ETHIOPIC, "am"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.ORIYA, "or"),
            Map.entry(UnicodeScript.SINHALA, "si"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.THAANA, "dv"));

    /** Languages of the table that share a script. */
    private static final Map<UnicodeScript, Set<String>> BY_GRAMS = Map.of(
            UnicodeScript.LATIN,
            Set.of(("az ca cs da de en es et eu fi fr hr hu is it lt lv ms nl no pl pt ro sk sl sq sv tl tr vi yo")
                    .split(" ")),
            UnicodeScript.CYRILLIC,
            Set.of("be", "bg", "ru", "sr", "uk"),
            UnicodeScript.ARABIC,
            Set.of("ar", "fa", "ku", "ur"),
            UnicodeScript.DEVANAGARI,
            Set.of("hi", "mr"));

    /** Letters of languages that share a script with those of the table, but have others too. */
    private static final Map<UnicodeScript, Map<String, String>> LETTERS = Map.of(
            UnicodeScript.CYRILLIC, Map.of("ѓќѕ", "mk", "ғқұ", "kk"), UnicodeScript.ARABIC, Map.of("ټډړښځڅ", "ps"));

    /** One letter in so many of those that no other language has is enough. */
    private static final int FEW_LETTERS = 50;

    private static final int FEW_KANA = 15;

    private static final double SURE_BY_SCRIPT = 0.99;

    /** How much a piece of a word must speak for a language on average, by how many pieces there are. */
    private static final double LEAST_FIT_OF_LONG = 40;

    private static final double LEAST_FIT_OF_MIDDLE = 25;
    private static final double LEAST_FIT = 15;
    private static final int LONG = 40;
    private static final int MIDDLE = 15;

    /** Below it a guess is none. */
    private static final double LEAST = 0.5;

    private final GramTable table;
    private final Map<UnicodeScript, boolean[]> allowed = new HashMap<>();

    private LanguageDetector(GramTable table) {
        this.table = table;
        List<String> languages = table.languages();
        BY_GRAMS.forEach((script, codes) -> {
            boolean[] flags = new boolean[languages.size()];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = codes.contains(languages.get(i));
            }
            allowed.put(script, flags);
        });
    }

    /** The detector with the table that ships with this module, loaded once per JVM. */
    public static LanguageDetector standard() {
        return Standard.DETECTOR;
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final LanguageDetector DETECTOR = new LanguageDetector(load());

        private static GramTable load() {
            try (InputStream in = LanguageDetector.class.getResourceAsStream(TABLE)) {
                if (in == null) {
                    throw new IllegalStateException(TABLE + " is not on the class path");
                }
                return GramTable.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The language of a text. */
    public Detection detect(String text) {
        String beginning = text.length() > READ_CHARS ? text.substring(0, READ_CHARS) : text;
        return detect(beginning, Writing.of(beginning));
    }

    private Detection detect(String text, Writing writing) {
        UnicodeScript script = writing.main();
        if (script == UnicodeScript.HAN) {
            return detectHan(writing);
        }
        String byScript = BY_SCRIPT.get(script);
        if (byScript != null) {
            return new Detection(byScript, SURE_BY_SCRIPT);
        }
        boolean[] languages = allowed.get(script);
        if (languages == null) {
            return Detection.NONE;
        }
        for (Map.Entry<String, String> letters :
                LETTERS.getOrDefault(script, Map.of()).entrySet()) {
            if (count(text, letters.getKey()) * FEW_LETTERS > writing.letters(script)) {
                return new Detection(letters.getValue(), SURE_BY_SCRIPT);
            }
        }
        return detect(Grams.of(text, READ_GRAMS), languages);
    }

    /** Japanese has a Kana for about every other Han letter; its headlines have fewer, Chinese has none. */
    private static Detection detectHan(Writing writing) {
        int kana = writing.letters(UnicodeScript.HIRAGANA) + writing.letters(UnicodeScript.KATAKANA);
        boolean japanese = kana * FEW_KANA > writing.letters(UnicodeScript.HAN);
        return new Detection(japanese ? "ja" : "zh", SURE_BY_SCRIPT);
    }

    private static int count(String text, String letters) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += letters.indexOf(Character.toLowerCase(text.charAt(i))) >= 0 ? 1 : 0;
        }
        return count;
    }

    private Detection detect(long[] grams, boolean[] languages) {
        long[] scores = new long[languages.length];
        for (long gram : grams) {
            table.addTo(scores, gram);
        }
        int best = -1;
        int next = -1;
        for (int i = 0; i < scores.length; i++) {
            if (!languages[i]) {
                continue;
            }
            if (best < 0 || scores[i] > scores[best]) {
                next = best;
                best = i;
            } else if (next < 0 || scores[i] > scores[next]) {
                next = i;
            }
        }
        if (best < 0 || scores[best] == 0) {
            return Detection.NONE;
        }
        double confidence = confidence(grams.length, scores[best], next < 0 ? 0 : scores[next]);
        return confidence < LEAST
                ? Detection.NONE
                : new Detection(table.languages().get(best), confidence);
    }

    /**
     * How likely the language with the highest score is the right one: a logistic function of how far it leads, how much there is to read
     * and how well the text fits it, fitted on headlines and sentences of news in 17 languages. A text in a language that the table has
     * not fits none of its languages well, however long it is.
     */
    private static double confidence(int grams, long best, long next) {
        double fit = (double) best / grams;
        if (fit < (grams >= LONG ? LEAST_FIT_OF_LONG : grams >= MIDDLE ? LEAST_FIT_OF_MIDDLE : LEAST_FIT)) {
            return 0;
        }
        double logit = -7.165 + 1.347 * Math.log1p(best - next) + 0.739 * Math.log(grams) + 0.0328 * fit;
        return Math.min(SURE_BY_SCRIPT, 1 / (1 + Math.exp(-logit)));
    }
}
