package dev.dateline.ingest.parse;

import dev.dateline.ingest.dates.PublicationTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an article out of plain text, as it is copied from a site or sent by a wire. Text without furniture keeps every
 * paragraph; its first line becomes the title if it is worded as a headline. One instance reads one text.
 */
final class PlainTextArticle {

    /** Site furniture above the first sentence of an article is never longer than this, in paragraphs. */
    private static final int HEAD = 60;

    private static final int SHORTEST_REPEATED_TITLE = 15;
    private static final int LONGEST_TITLE = 250;
    private static final int LONGEST_HEADLINE = 160;
    private static final int MOST_HEADLINE_WORDS = 25;

    /** Only a paragraph of this many characters is taken for the article going on after a list of links. */
    private static final int RESUMING_PROSE = 100;

    /** How far below a standfirst the byline or date that proves it may stand, in paragraphs. */
    private static final int STANDFIRST_REACH = 3;

    private static final Pattern LIST_MARK = Pattern.compile("^(?:\\d{1,2}[.)]|[•‣▪●◦∙·*–-])\\s+");
    private static final Pattern SITE_SUFFIX = Pattern.compile("\\s*[|–—·-]\\s.{1,40}");
    private static final Pattern ABBREVIATION_AT_END =
            Pattern.compile(".*(?:\\.\\.|…|\\b\\p{L}\\.\\p{L}\\.|\\b(?:Inc|Corp|Co|Ltd|Jr|Sr)\\.)$");
    private static final Pattern SIGN_OFF = Pattern.compile(
            "\\(?(?:additional )?(?:reporting|writing|editing|compiled) by [^.]*(?:\\.\\)?|\\))?",
            Pattern.CASE_INSENSITIVE);

    private final List<Paragraph> all;
    private final List<String> authors = new ArrayList<>();
    private final List<String> summary = new ArrayList<>();
    private String title = "";
    private @Nullable String published;

    private PlainTextArticle(List<Paragraph> all) {
        this.all = all;
    }

    /** What the text says; never fails, for any text is an article of at least a body. */
    static Draft read(String text) {
        PlainTextArticle article = new PlainTextArticle(Paragraph.of(CleanText.lines(text)));
        return article.draft();
    }

    private Draft draft() {
        int next = readTitle();
        String body = Paragraph.join(readBody(readHead(next)));
        return new Draft(
                null,
                null,
                title,
                summary.isEmpty() ? null : String.join("\n", summary),
                body,
                null,
                null,
                List.copyOf(authors),
                null,
                published);
    }

    /** Finds the title and returns where the reading goes on. */
    private int readTitle() {
        int repeated = repeatedTitle();
        if (repeated >= 0) {
            title = withoutListMark(text(repeated));
            all.subList(0, repeated).forEach(above -> takeCredit(above.text()));
            return repeated + 1;
        }
        int first = 0;
        while (first < all.size() && standsAboveTitle(first)) {
            first++;
        }
        if (first == all.size()) {
            return 0;
        }
        if (!isHeadline(first)) {
            return first;
        }
        all.subList(0, first).forEach(above -> takeCredit(above.text()));
        title = text(first);
        return first + 1;
    }

    /** Where the line first stands that is set twice before the first sentence: page title, headline, teaser; or -1. */
    private int repeatedTitle() {
        int limit = Math.min(all.size(), HEAD);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < limit; i++) {
            seen.merge(key(text(i)), 1, Integer::sum);
        }
        int end = 0;
        while (end < limit && (!Prose.isProse(text(end)) || seen.getOrDefault(key(text(end)), 0) > 1)) {
            end++;
        }
        for (int i = 0; i < end; i++) {
            String candidate = withoutListMark(text(i));
            if (candidate.length() >= SHORTEST_REPEATED_TITLE
                    && candidate.length() <= LONGEST_TITLE
                    && Prose.words(candidate) >= 3
                    && !Furniture.isInterruption(candidate)
                    && !Furniture.isNavigation(candidate)
                    && repeatsBefore(candidate, i, end)) {
                return i;
            }
        }
        return -1;
    }

    private boolean repeatsBefore(String candidate, int at, int end) {
        for (int i = 0; i < end; i++) {
            if (i != at && isTitle(candidate, text(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAboveTitle(int i) {
        String line = text(i);
        boolean more = i + 1 < all.size();
        return more
                && (Furniture.isNavigation(line)
                        || Furniture.isInterruption(line)
                        || isDate(line)
                        || !Byline.stated(line).isEmpty()
                        || isKicker(i));
    }

    /** A label in capitals over a headline. */
    private boolean isKicker(int i) {
        String line = text(i);
        return Prose.words(line) <= 3
                && line.equals(line.toUpperCase(Locale.ROOT))
                && line.chars().anyMatch(Character::isLetter)
                && !line.equals(text(i + 1))
                && Prose.words(text(i + 1)) > 3
                && isHeadline(i + 1);
    }

    private boolean isHeadline(int i) {
        String line = text(i);
        boolean ends = line.endsWith(".") || line.endsWith(".\"") || line.endsWith(".”");
        return line.length() <= LONGEST_HEADLINE
                && Prose.words(line) <= MOST_HEADLINE_WORDS
                && !all.get(i).isBullet()
                && (!ends || ABBREVIATION_AT_END.matcher(line).matches());
    }

    /** Takes what stands between title and text, and returns where the text begins. */
    private int readHead(int from) {
        int i = from;
        while (i < all.size()) {
            String line = text(i);
            boolean known = isTitle(title, line)
                    || takeCredit(line)
                    || Furniture.isInterruption(line)
                    || (i > from - 1 && isLabel(line))
                    || takeBareByline(i);
            if (!known) {
                if (isSummaryPoint(i) || isStandfirst(i)) {
                    summary.add(withoutListMark(line));
                } else {
                    return i;
                }
            }
            i++;
        }
        return i;
    }

    private boolean isLabel(String line) {
        return Furniture.isNavigation(line) && !LIST_MARK.matcher(line).find();
    }

    private boolean isSummaryPoint(int i) {
        return !title.isEmpty()
                && all.get(i).isBullet()
                && all.stream().skip(i + 1L).anyMatch(later -> !later.isBullet() && Prose.isProse(later.text()));
    }

    /** A paragraph between the title and the byline or date. */
    private boolean isStandfirst(int i) {
        return !title.isEmpty()
                && authors.isEmpty()
                && published == null
                && all.stream()
                        .skip(i + 1L)
                        .limit(STANDFIRST_REACH)
                        .map(Paragraph::text)
                        .anyMatch(
                                later -> isDate(later) || !Byline.stated(later).isEmpty());
    }

    /** Takes a line that says by itself that it names the authors or the date. */
    private boolean takeCredit(String line) {
        if (isDate(line)) {
            published = published == null ? Furniture.withoutDateLabel(line) : published;
            return true;
        }
        List<String> names = Byline.stated(line);
        if (authors.isEmpty()) {
            authors.addAll(names);
        }
        return !names.isEmpty();
    }

    /** A name alone says nothing in the middle of a text; under a title and before the text it is the byline. */
    private boolean takeBareByline(int i) {
        if (title.isEmpty()
                || !authors.isEmpty()
                || i + 1 == all.size()
                || !all.get(i).afterGap() && !all.get(i + 1).afterGap()) {
            return false;
        }
        authors.addAll(Byline.bare(text(i)));
        return !authors.isEmpty();
    }

    private List<Paragraph> readBody(int from) {
        long characters =
                all.stream().skip(from).mapToLong(p -> p.text().length()).sum();
        List<Paragraph> body = new ArrayList<>();
        long read = 0;
        boolean inLinkList = false;
        for (int i = from; i < all.size(); i++) {
            String line = text(i);
            read += line.length();
            boolean begun = !body.isEmpty();
            // A mark of the end near the beginning is somebody's heading.
            if (begun && Furniture.endsArticle(line) && read * 2 > characters) {
                break;
            }
            if (begun && Furniture.opensLinkList(line)) {
                inLinkList = true;
            } else if (inLinkList && Prose.isProse(line) && line.length() >= RESUMING_PROSE) {
                inLinkList = false;
            }
            boolean dropped =
                    inLinkList || Furniture.isInterruption(line) || isTitle(title, line) || begun && takeSignOff(line);
            if (!dropped) {
                body.add(all.get(i));
            }
        }
        return body;
    }

    private boolean takeSignOff(String line) {
        if (!SIGN_OFF.matcher(line).matches()) {
            return false;
        }
        if (authors.isEmpty()) {
            authors.addAll(Byline.stated(line.replaceAll("^\\(|[;.)].*$", "")));
        }
        return true;
    }

    private static boolean isDate(String line) {
        return PublicationTime.isDate(Furniture.withoutDateLabel(line));
    }

    private static boolean isTitle(String title, String line) {
        String titleKey = key(title);
        String lineKey = key(line);
        return !titleKey.isEmpty()
                && lineKey.startsWith(titleKey)
                && (lineKey.length() == titleKey.length()
                        || SITE_SUFFIX
                                .matcher(lineKey.substring(titleKey.length()))
                                .matches());
    }

    private static String key(String line) {
        return withoutListMark(line).toLowerCase(Locale.ROOT);
    }

    private static String withoutListMark(String line) {
        return LIST_MARK.matcher(line).replaceFirst("");
    }

    private String text(int i) {
        return all.get(i).text();
    }
}
