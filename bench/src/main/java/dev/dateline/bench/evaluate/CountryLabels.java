package dev.dateline.bench.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Country labels of other people's sets, as ISO 3166-1 alpha-2 codes. */
public final class CountryLabels {

    private static final Map<String, String> CODES = codes();

    private static final List<String> LABELS = List.of("places", "countries");

    private CountryLabels() {}

    /** The countries that people said an article concerns. */
    public static Set<String> of(LabelledArticle article) {
        return LABELS.stream()
                .flatMap(label -> article.labels(label).stream())
                .map(CountryLabels::code)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** The code of a label such as {@code west-germany} or {@code United States}; empty for states that have no heir. */
    static Optional<String> code(String label) {
        return Optional.ofNullable(CODES.get(slug(label)));
    }

    private static String slug(String label) {
        return label.toLowerCase(Locale.ROOT).replace("&", "").replaceAll("[\\s-]+", "-");
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            codes.put(slug(Locale.of("", code).getDisplayCountry(Locale.ENGLISH)), code);
        }
        codes.putAll(
                Map.of("usa", "US", "uk", "GB", "uae", "AE", "ussr", "RU", "west-germany", "DE", "east-germany", "DE"));
        codes.putAll(Map.of("zaire", "CD", "burma", "MM", "myanmar", "MM", "kampuchea", "KH", "ivory-coast", "CI"));
        codes.putAll(Map.of("yemen-arab-republic", "YE", "yemen-demo-republic", "YE", "swaziland", "SZ"));
        codes.putAll(Map.of("congo", "CG", "hong-kong", "HK", "turkey", "TR", "us-virgin-islands", "VI"));
        codes.putAll(Map.of("antigua", "AG", "palestinian-territory", "PS", "macedonia", "MK", "czech-republic", "CZ"));
        codes.putAll(Map.of("republic-of-the-congo", "CG", "democratic-republic-of-the-congo", "CD", "kosovo", "XK"));
        return Map.copyOf(codes);
    }
}
