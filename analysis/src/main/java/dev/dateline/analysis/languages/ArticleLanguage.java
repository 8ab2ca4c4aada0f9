package dev.dateline.analysis.languages;

import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;

/** Decides the language of an article between what its feed states and what its text tells. */
public final class ArticleLanguage {

    /** From here on the text is believed against its feed, and a language other than English where the feed states none. */
    private static final double SURE = 0.95;

    /** The language that has taggers of its own. */
    public static final String ENGLISH = "en";

    /** Languages that the text cannot tell apart, so that the feed's word counts. */
    private static final List<Set<String>> ALIKE = List.of(
            Set.of("no", "nb", "nn"),
            Set.of("ms", "id", "jv", "su"),
            Set.of("hr", "bs", "sr", "cnr", "sh"),
            Set.of("tl", "fil", "ceb"),
            Set.of("fa", "prs"),
            Set.of("ku", "ckb"),
            Set.of("zh", "yue", "wuu"),
            Set.of("pt", "gl"),
            Set.of("nl", "af"),
            Set.of("hi", "ne", "mai", "bho"),
            Set.of("am", "ti"),
            Set.of("bn", "as"),
            Set.of("he", "yi"),
            Set.of("ru", "ky", "tg", "mn", "tt"),
            Set.of("ar", "arz", "sd", "ug"));

    private static final Map<String, String> BY_THREE_LETTERS = byThreeLetters();

    private ArticleLanguage() {}

    private static Map<String, String> byThreeLetters() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            try {
                codes.put(Locale.of(code).getISO3Language(), code);
            } catch (MissingResourceException e) {
                continue; // a language that has no code of three letters
            }
        }
        return Map.copyOf(codes);
    }

    /**
     * The language of an article.
     *
     * @param stated what its feed states, as it states it
     */
    public static String of(Document document, Optional<String> stated) {
        return of(
                LanguageDetector.standard().detect(document.text(Field.TITLE) + "\n" + document.text(Field.BODY)),
                stated);
    }

    /** Whether an article is read as English, and with all that goes by English words. */
    public static boolean isEnglish(Document document, Optional<String> stated) {
        return of(document, stated).equals(ENGLISH);
    }

    /**
     * The language of an article as a primary BCP 47 subtag, or {@link Detection#UNDETERMINED}. A text that tells clearly is believed; else
     * its feed is; else it is read as English if it rather is English than anything else.
     *
     * @param detected what the text tells
     * @param stated what the feed states, as it states it
     */
    public static String of(Detection detected, Optional<String> stated) {
        Optional<String> feed = stated.flatMap(ArticleLanguage::primary);
        if (detected.confidence() >= SURE) {
            return feed.filter(language -> areAlike(language, detected.language()))
                    .orElse(detected.language());
        }
        return feed.orElse(detected.language().equals(ENGLISH) ? ENGLISH : Detection.UNDETERMINED);
    }

    private static boolean areAlike(String one, String other) {
        return ALIKE.stream().anyMatch(group -> group.contains(one) && group.contains(other));
    }

    /** The primary subtag of what a feed states, where that is a language. */
    private static Optional<String> primary(String stated) {
        String language =
                Locale.forLanguageTag(stated.strip().replace('_', '-')).getLanguage();
        String code = BY_THREE_LETTERS.getOrDefault(language, language);
        return code.isEmpty() || Set.of("und", "mul", "zxx", "mis").contains(code)
                ? Optional.empty()
                : Optional.of(code);
    }
}
