package dev.dateline.analysis.places;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of places made equal where they are spelled differently: capitals, diacritics, full stops, Saint and St. */
public final class PlaceKey {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern LEADING_ARTICLE = Pattern.compile("^the ");

    private PlaceKey() {}

    /** The key of a name; empty for a name without letters. */
    public static String of(String name) {
        String plain = name;
        if (!isAscii(name)) {
            plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                    .replaceAll("");
        }
        String lower = plain.toLowerCase(Locale.ROOT)
                .replace("ı", "i")
                .replace("ł", "l")
                .replace("ø", "o")
                .replace(".", "")
                .replace("'", "")
                .replace("’", "")
                .replace("‘", "");
        String spaced = SIGNS.matcher(lower).replaceAll(" ").strip();
        String bare = LEADING_ARTICLE.matcher(spaced).replaceFirst("");
        return shortened(bare, "saint ", "st ", "fort ", "ft ", "mount ", "mt ");
    }

    private static String shortened(String name, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (name.startsWith(pairs[i])) {
                return pairs[i + 1] + name.substring(pairs[i].length());
            }
        }
        return name;
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }
}
