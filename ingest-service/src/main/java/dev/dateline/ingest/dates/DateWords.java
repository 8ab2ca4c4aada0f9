package dev.dateline.ingest.dates;

import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns dates of other languages and habits into forms that {@link PublicationTime} reads: months by name in the larger
 * languages of Europe, Korean, Chinese and Japanese dates, slashes and dots for hyphens, the comments that RFC 2822 allows, the
 * name of a zone before its offset.
 */
final class DateWords {

    private static final List<String> LANGUAGES = List.of(
            "el", "hu", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "ru", "uk", "ro", "tr", "cs",
            "id");

    private static final Map<String, String> MONTHS = months();

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*\\.?");
    private static final Pattern COMMENT = Pattern.compile("\\s*\\([^()]{1,40}\\)\\s*$");
    private static final Pattern WEEKDAY = Pattern.compile("^\\p{L}[\\p{L}\\p{M}]*\\.?,?\\s+(?=\\d)");
    private static final Pattern ZONE_AND_OFFSET = Pattern.compile("\\b(?:GMT|UTC|UT)\\s*(?=[+-]\\d)");
    private static final Pattern YEAR_FIRST = Pattern.compile("^(\\d{4})[./](\\d{1,2})[./](\\d{1,2})(?!\\d)\\.?");
    private static final Pattern DAY_DOTTED = Pattern.compile("^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(?!\\d)");
    private static final Pattern DAY_NAMED = Pattern.compile("^(\\d{1,2})\\.\\s*(?=\\p{L})");
    private static final Pattern YEAR_MONTH_NAME =
            Pattern.compile("^(\\d{4})[-. ]+([A-Z][a-z]{2})[-. ]+(\\d{1,2})\\.?(?:T|,?\\s+|$)");
    private static final Pattern EAST_ASIAN = Pattern.compile(
            "^(\\d{4})\\s*[\u5e74\ub144]\\s*(\\d{1,2})\\s*[\u6708\uc6d4]\\s*(\\d{1,2})\\s*[\u65e5\uc77c]\\s*(?:[(\uff08].[)\uff09])?\\s*");
    private static final Pattern EAST_ASIAN_CLOCK = Pattern.compile(
            "(\\d{1,2})\\s*[\u6642\u65f6\uc2dc]\\s*(\\d{1,2})\\s*[\u5206\ubd84](?:\\s*(\\d{1,2})\\s*[\u79d2\ucd08])?");
    private static final Pattern EAST_ASIAN_HALF = Pattern.compile(
            "(\uc624\uc804|\uc624\ud6c4|\u5348\u524d|\u5348\u5f8c|\u4e0a\u5348|\u4e0b\u5348)\\s*(\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?)");

    private DateWords() {}

    /** The same date in English and in digits, as far as it can be told; else the text as it is. */
    static String inEnglish(String date) {
        String text =
                COMMENT.matcher(Normalizer.normalize(date, Normalizer.Form.NFC)).replaceFirst("");
        boolean korean = text.indexOf('\ub144') >= 0 || text.contains("\uc624\uc804") || text.contains("\uc624\ud6c4");
        text = ZONE_AND_OFFSET.matcher(text).replaceFirst("");
        text = EAST_ASIAN.matcher(text).replaceFirst("$1-$2-$3 ");
        text = EAST_ASIAN_CLOCK
                .matcher(text)
                .replaceFirst(clock -> clock.group(1) + ":" + twoDigits(clock.group(2))
                        + (clock.group(3) == null ? "" : ":" + twoDigits(clock.group(3))));
        text = EAST_ASIAN_HALF.matcher(text).replaceFirst(DateWords::westernHalf);
        text = YEAR_FIRST.matcher(text).replaceFirst("$1-$2-$3");
        text = DAY_DOTTED.matcher(text).replaceFirst("$3-$2-$1");
        text = WEEKDAY.matcher(text).replaceFirst("");
        text = DAY_NAMED.matcher(text).replaceFirst("$1 ");
        text = WORD.matcher(text).replaceAll(DateWords::month);
        text = YEAR_MONTH_NAME.matcher(text).replaceFirst("$3 $2 $1 ").strip();
        // A Korean date with a time of day and no zone is Korean time.
        return korean && text.contains(":") && !text.matches(".*(?:[A-Za-z]{3,5}|Z|[+-]\\d{2}:?\\d{2})$")
                ? text + " KST"
                : text;
    }

    private static String westernHalf(MatchResult clock) {
        String half = switch (clock.group(1)) {
            case "\uc624\uc804", "\u5348\u524d", "\u4e0a\u5348" -> "AM";
            default -> "PM";
        };
        // Twelve o'clock in the afternoon is written 0 as well as 12.
        String time = clock.group(2).replaceFirst("^0{1,2}:", "12:");
        return time + " " + half;
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    private static String month(MatchResult word) {
        String english = MONTHS.get(key(word.group()));
        return Matcher.quoteReplacement(english == null ? word.group() : english);
    }

    private static Map<String, String> months() {
        Map<String, String> months = new HashMap<>();
        for (String language : LANGUAGES) {
            Locale locale = Locale.of(language);
            for (Month month : Month.values()) {
                String english = month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
                for (TextStyle style : List.of(
                        TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE)) {
                    String name = key(month.getDisplayName(style, locale));
                    if (name.length() >= 3 && name.chars().noneMatch(Character::isDigit)) {
                        months.putIfAbsent(name, english.substring(0, 3));
                    }
                }
                months.putIfAbsent(key(month.getDisplayName(TextStyle.FULL, Locale.ENGLISH)), english.substring(0, 3));
            }
        }
        return months;
    }

    /** Without case, accents and the dot of an abbreviation; feeds write them or not. */
    private static String key(String word) {
        String bare = Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return (bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare).toLowerCase(Locale.ROOT);
    }
}
