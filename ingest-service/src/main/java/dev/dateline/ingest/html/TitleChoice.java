package dev.dateline.ingest.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Which of the wordings of its title that a page has is the article's headline. Sites write several: one for readers, one for search
 * engines, one for networks. What JSON-LD and OpenGraph agree on is the headline. Where they do not, it is that of the two which
 * the page shows in a heading although its title element, which is written for search engines, says something else; such pages often
 * have the words for search engines in a small first heading, and the headline in another. Where neither tells, the wording that most places share wins, where
 * one that adds a name or a kicker to another's words speaks for the other.
 */
final class TitleChoice {

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final String HEADINGS = "h1, h2, h3";
    private static final int MOST_HEADINGS = 400;

    /** Into so many parts a site cuts a heading, for its kicker and its headline; one with more has the page in it. */
    private static final int MOST_PARTS = 30;

    /** A shorter wording is found in too many headings. */
    private static final int SHORTEST_SHOWN = 15;

    private final Document page;
    private final UnaryOperator<String> withoutSite;

    /**
     * A choice for one page.
     *
     * @param withoutSite cuts the site's name off a title
     */
    TitleChoice(Document page, UnaryOperator<String> withoutSite) {
        this.page = page;
        this.withoutSite = withoutSite;
    }

    /** The chosen wording without the site's name; empty where the page has none. Null stands for a place that says nothing. */
    String among(
            @Nullable String linked,
            @Nullable String openGraph,
            @Nullable String element,
            @Nullable String shown,
            @Nullable String itemprop,
            @Nullable String network) {
        String ofLinked = title(linked);
        String ofOpenGraph = title(openGraph);
        if (!ofLinked.isEmpty() && letters(ofLinked).equals(letters(ofOpenGraph))) {
            return ofOpenGraph;
        }
        String searched = letters(title(element));
        return Stream.of(ofOpenGraph, ofLinked)
                .filter(wording -> wording.length() >= SHORTEST_SHOWN)
                .filter(wording -> !letters(wording).equals(searched) && isShown(wording))
                .findFirst()
                .orElseGet(() -> mostShared(List.of(
                        new Place(ofOpenGraph, 1.1),
                        new Place(title(shown), 1.15),
                        new Place(ofLinked, 1.0),
                        new Place(title(itemprop), 0.6),
                        new Place(title(element), 0.5),
                        new Place(title(network), 0.4))));
    }

    private String title(@Nullable String stated) {
        return stated == null ? "" : withoutSite.apply(stated);
    }

    /** Whether a heading, or one of the parts of a heading, says just this; a heading that is a link leads to another article. */
    private boolean isShown(String wording) {
        String letters = letters(wording);
        return page.select(HEADINGS).stream()
                .limit(MOST_HEADINGS)
                .filter(heading -> heading.closest("a") == null)
                .map(heading -> heading.stream().limit(MOST_PARTS).toList())
                .anyMatch(parts -> parts.stream().noneMatch(part -> part.nameIs("a"))
                        && parts.stream().anyMatch(part -> says(part, letters)));
    }

    private static boolean says(Element heading, String letters) {
        String text = heading.text();
        return text.length() >= letters.length()
                && text.length() <= 2 * letters.length() + SHORTEST_SHOWN
                && letters(text).equals(letters);
    }

    private static String mostShared(List<Place> all) {
        List<Place> places = new ArrayList<>(all);
        places.removeIf(place -> place.title().isEmpty());
        String best = "";
        double most = 0;
        for (Place candidate : places) {
            double votes = places.stream()
                    .filter(place -> place.speaksFor(candidate))
                    .mapToDouble(Place::weight)
                    .sum();
            if (votes > most) {
                best = candidate.title();
                most = votes;
            }
        }
        return best;
    }

    /** A title as one place of the page states it, and how much that place is to be believed. */
    private record Place(String title, double weight) {

        private static final Pattern STARTS_WITH_SEPARATOR = Pattern.compile("^\\s*[|–—·»:：*ㅣ-].*", Pattern.DOTALL);
        private static final Pattern ENDS_WITH_SEPARATOR = Pattern.compile(".*[|–—·»:：*-]\\s*$", Pattern.DOTALL);
        private static final int SHORTEST = 15;

        boolean speaksFor(Place other) {
            if (letters(title).equals(letters(other.title))) {
                return true;
            }
            if (other.title.length() < SHORTEST) {
                return false;
            }
            return title.startsWith(other.title)
                            && STARTS_WITH_SEPARATOR
                                    .matcher(title.substring(other.title.length()))
                                    .matches()
                    || title.endsWith(other.title)
                            && ENDS_WITH_SEPARATOR
                                    .matcher(title.substring(0, title.length() - other.title.length()))
                                    .matches();
        }
    }

    /** The letters and digits of a text in lower case, by which wordings are compared. */
    static String letters(String text) {
        return NO_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
