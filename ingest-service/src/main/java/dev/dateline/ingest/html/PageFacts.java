package dev.dateline.ingest.html;

import dev.dateline.ingest.dates.PublicationTime;
import dev.dateline.schemas.DateConfidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a page states of its article beside the text: in JSON-LD, in OpenGraph and other meta elements, in microdata, and where it states nothing, in
 * what it shows. JSON-LD goes first, for sites keep it right for search engines; but a date with its zone goes before one without.
 */
final class PageFacts {

    /** Later than any date that a page can mean; plausibility is judged when the time of receipt is known. */
    private static final Instant ANY_TIME = Instant.parse("9000-01-01T00:00:00Z");

    private static final Pattern SITE_AT_END =
            Pattern.compile("(?<title>.{10,}?)\\s+[|–—·»-]+\\s+(?<site>[^|–—·»]{2,40})");

    private static final int LONGEST_SHOWN_DATE = 80;

    private final Document page;
    private final LinkedData linked;
    private final MetaElements metas;

    PageFacts(Document page) {
        this.page = page;
        this.linked = LinkedData.of(page);
        this.metas = new MetaElements(page);
    }

    LinkedData linked() {
        return linked;
    }

    /** The titles that the head states, for finding the headline that is shown. */
    List<String> statedTitles() {
        return Stream.of(linked.text("headline"), meta("og:title"), meta("twitter:title"), page.title())
                .filter(Objects::nonNull)
                .filter(title -> !title.isBlank())
                .toList();
    }

    /** The title without the site's name; empty where there is none. */
    String title(@Nullable Block shown) {
        return new TitleChoice(page, this::withoutSite)
                .among(
                        linked.text("headline"),
                        meta("og:title"),
                        page.title(),
                        shown == null ? null : shown.text(),
                        itemprop("headline"),
                        meta("twitter:title"));
    }

    /** Cuts what follows the last bar or dash where it is the site's name or host, or where a bar cuts it off the page's title. */
    private String withoutSite(String title) {
        Matcher parts = SITE_AT_END.matcher(title.strip());
        if (!parts.matches()) {
            return title.strip();
        }
        String tail = TitleChoice.letters(parts.group("site"));
        boolean site = Stream.of(meta("og:site_name"), linked.name("publisher"), host(), meta("application-name"))
                .filter(Objects::nonNull)
                .map(TitleChoice::letters)
                .anyMatch(name ->
                        name.length() >= 2 && tail.length() >= 2 && (name.contains(tail) || tail.contains(name)));
        return site || title.contains(" | ") ? parts.group("title").strip() : title.strip();
    }

    @Nullable
    String summary() {
        return first(
                meta("og:description"), meta("description"), linked.text("description"), meta("twitter:description"));
    }

    @Nullable
    String canonicalUrl() {
        return Stream.of(
                        attribute("link[rel=canonical]", "href"),
                        meta("og:url"),
                        linked.text("url"),
                        linked.text("mainEntityOfPage"))
                .filter(Objects::nonNull)
                .filter(url -> url.startsWith("http://") || url.startsWith("https://"))
                .findFirst()
                .orElse(null);
    }

    /** The site's own host; empty where the page does not tell. */
    String host() {
        String url = canonicalUrl();
        return url == null ? "" : PageBlocks.host(url);
    }

    @Nullable
    String publisher() {
        return first(linked.name("publisher"), meta("og:site_name"), meta("application-name"), meta("dc.publisher"));
    }

    @Nullable
    String language() {
        return first(
                attribute("html[lang]", "lang"),
                linked.text("inLanguage"),
                meta("og:locale"),
                attribute("meta[http-equiv=content-language]", "content"));
    }

    /** The authors as stated; a text may hold several names, or more than names. */
    List<String> authors() {
        List<String> names = linked.names("author");
        if (names.isEmpty()) {
            names = linked.names("creator");
        }
        if (names.isEmpty()) {
            names = namesOf(
                    "author",
                    "article:author",
                    "byl",
                    "parsely-author",
                    "sailthru.author",
                    "dc.creator",
                    "dcterms.creator");
        }
        if (names.isEmpty()) {
            names = shown(
                    "[itemprop=author] [itemprop=name], [itemprop=author], [rel=author], .p-author, .author-name, .byline__name, .byline-name");
        }
        return names;
    }

    private List<String> namesOf(String... names) {
        for (String name : names) {
            List<String> contents = metas.all(name).stream()
                    .filter(content -> !content.startsWith("http") && !content.startsWith("@"))
                    .distinct()
                    .toList();
            if (!contents.isEmpty()) {
                return contents;
            }
        }
        return List.of();
    }

    private List<String> shown(String selector) {
        return page.select(selector).stream()
                .map(element -> element.hasAttr("content") ? element.attr("content") : element.text())
                .map(String::strip)
                .filter(name -> name.length() >= 3 && name.length() <= 100)
                .distinct()
                .limit(10)
                .toList();
    }

    /** The date of publication in the page's own words; null where it states none. */
    @Nullable
    String published(@Nullable Block headline) {
        List<String> stated = new ArrayList<>();
        add(stated, linked.text("datePublished"));
        for (String name : List.of(
                "article:published_time",
                "og:article:published_time",
                "og:published_time",
                "article:published",
                "datePublished",
                "parsely-pub-date",
                "sailthru.date",
                "date",
                "dc.date.issued",
                "dc.date",
                "dcterms.date",
                "dcterms.created",
                "pubdate",
                "publishdate",
                "publish-date",
                "publish_date",
                "publication_date",
                "article_date_original",
                "cXenseParse:recs:publishtime",
                "last-modified-date",
                "ptime")) {
            add(stated, meta(name));
        }
        add(stated, dateOf(page.selectFirst("[itemprop=datePublished]")));
        add(stated, linked.text("dateCreated"));
        add(stated, attribute("time[pubdate]", "datetime"));
        add(stated, nearestTime(headline));
        String best = null;
        for (String candidate : stated) {
            DateConfidence confidence = PublicationTime.of(candidate, ANY_TIME).getConfidence();
            if (confidence == DateConfidence.STATED) {
                return candidate;
            }
            best = best == null && confidence == DateConfidence.INFERRED ? candidate : best;
        }
        String anyway = best == null ? shownDate(headline) : best;
        return anyway == null && !stated.isEmpty() ? stated.getFirst() : anyway;
    }

    private static void add(List<String> dates, @Nullable String date) {
        if (date != null) {
            dates.add(date);
        }
    }

    private static @Nullable String dateOf(@Nullable Element element) {
        if (element == null) {
            return null;
        }
        String date = element.hasAttr("content") ? element.attr("content") : element.attr("datetime");
        String stripped = date.isBlank() ? element.text().strip() : date.strip();
        return stripped.isEmpty() || stripped.length() > LONGEST_SHOWN_DATE ? null : stripped;
    }

    /** The first time element in the nearest surroundings of the headline that have one. */
    private @Nullable String nearestTime(@Nullable Block headline) {
        Element around = headline == null ? page.body() : headline.element();
        for (int i = 0; i < 5 && around != null; i++, around = around.parent()) {
            Element time = around.selectFirst("time[datetime]");
            if (time != null) {
                return dateOf(time);
            }
        }
        return headline == null ? null : dateOf(page.selectFirst("article time[datetime], main time[datetime]"));
    }

    /** A line beside the headline that is nothing but a date. */
    private @Nullable String shownDate(@Nullable Block headline) {
        Element around = headline == null ? null : headline.element().parent();
        for (int i = 0; i < 3 && around != null; i++, around = around.parent()) {
            for (Element candidate :
                    around.select("time, [class*=date], [class*=time], [class*=publish], [id*=date]").stream()
                            .limit(20)
                            .toList()) {
                String text = candidate.text().strip();
                if (text.length() <= LONGEST_SHOWN_DATE && PublicationTime.isDate(text)) {
                    return text;
                }
            }
        }
        return null;
    }

    private @Nullable String itemprop(String name) {
        Element element = page.selectFirst("[itemprop=" + name + "]");
        String value = element == null ? "" : element.hasAttr("content") ? element.attr("content") : element.text();
        return value.isBlank() ? null : value.strip();
    }

    private @Nullable String meta(String name) {
        return metas.first(name);
    }

    private @Nullable String attribute(String selector, String name) {
        for (Element element : page.select(selector)) {
            String value = element.attr(name).strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        return null;
    }
}
