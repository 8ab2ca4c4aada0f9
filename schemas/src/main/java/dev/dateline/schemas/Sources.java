package dev.dateline.schemas;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who stands behind an article: the one rule by which independent sources are counted. */
public final class Sources {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_A_NAME = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ARTICLE = Pattern.compile("^the (?=.)");

    private Sources() {}

    /**
     * The source that the article counts for. Two articles of one house, or two reprints of one agency, have the same; reports of
     * independent sources have different ones. The first of these that is known:
     *
     * <ol>
     *   <li>the family of whoever published it first ({@code thomson-reuters}), else that origin's name ({@code name:daily planet});
     *   <li>the family of the publisher, else the publisher's name;
     *   <li>the registrable domain of its address ({@code domain:example.co.uk});
     *   <li>the feed ({@code feed:harbour}).
     * </ol>
     *
     * Names are compared by {@link #nameKey}. The form is stable, so that it may be kept in state stores.
     */
    public static String family(RawArticle article) {
        return article.getOriginFamily()
                .or(() -> byName(article.getOriginPublisher()))
                .or(article::getPublisherFamily)
                .or(() -> byName(article.getPublisher()))
                .or(() -> article.getCanonicalUrl()
                        .or(article::getUrl)
                        .map(RegistrableDomain::ofUrl)
                        .map(domain -> "domain:" + domain))
                .orElseGet(() -> "feed:" + article.getFeed());
    }

    private static Optional<String> byName(Optional<String> publisher) {
        return publisher.map(Sources::nameKey).filter(key -> !key.isEmpty()).map(key -> "name:" + key);
    }

    /**
     * A publisher's name as it is compared: lower case, no marks on letters, words separated by one space, without a leading
     * {@code the}; empty where nothing is left.
     */
    public static String nameKey(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .replaceAll("['’]", "")
                .replace("&", " and ")
                .toLowerCase(Locale.ROOT);
        return ARTICLE.matcher(NOT_A_NAME.matcher(plain).replaceAll(" ").strip())
                .replaceFirst("");
    }
}
