package dev.dateline.ingest.publisher;

import dev.dateline.schemas.Sources;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The agency that a text credits as its author. Only forms that nothing else has are read: an agency among the authors or as
 * the affiliation of one, an agency in a dateline ({@code PARIS, May 3 (Reuters) -}), a closing line that is nothing but the
 * agency's name or copyright. A text that only quotes an agency, or was written "with" one, is not the agency's.
 */
final class WireCredit {

    /** What separates paragraphs. */
    private static final String GAP = "\n\n";

    /** How many paragraphs at the end may hold the credit. */
    private static final int CLOSING = 3;

    /** Longer datelines are somebody's sentence. */
    private static final int LONGEST_DATELINE = 120;

    /** The name of an agency, then what its copy signs with. */
    private static final List<List<String>> AGENCIES = List.of(
            List.of("Reuters", "Thomson Reuters", "Reuters Staff"),
            List.of("Associated Press", "The Associated Press", "AP", "The AP"),
            List.of("Agence France-Presse", "Agence France Presse", "AFP", "AFP News Agency"),
            List.of("dpa", "Deutsche Presse-Agentur", "dpa-international"),
            List.of("EFE", "Agencia EFE"),
            List.of("ANSA"),
            List.of("PA Media", "Press Association", "PA News Agency", "PA"),
            List.of("The Canadian Press", "CP"),
            List.of("Australian Associated Press", "AAP"),
            List.of("United Press International", "UPI"),
            List.of("Kyodo News", "Kyodo"),
            List.of("Jiji Press", "Jiji"),
            List.of("Yonhap News Agency", "Yonhap"),
            List.of("Xinhua", "Xinhua News Agency"),
            List.of("TASS", "ITAR-TASS"),
            List.of("Interfax"),
            List.of("Interfax-Ukraine"),
            List.of("Ukrinform"),
            List.of("Anadolu Agency", "Anadolu", "AA"),
            List.of("Press Trust of India", "PTI"),
            List.of("ANI", "Asian News International"),
            List.of("IANS", "Indo-Asian News Service"),
            List.of("Bloomberg", "Bloomberg News"));

    private static final Map<String, String> BY_KEY = new HashMap<>();

    static {
        AGENCIES.forEach(names -> names.forEach(name -> BY_KEY.put(Sources.nameKey(name), names.getFirst())));
    }

    private static final String ANY = AGENCIES.stream()
            .flatMap(List::stream)
            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<agency>", ")"));

    private static final Pattern DATELINE = Pattern.compile(
            "(?:\\p{Lu}[\\p{L}\\p{M} .,'’/0-9-]{0,80})?[ ,]*[(\\[]" + ANY + "[)\\]]\\s*(?:--|[-–—―:]|\\.\\s).*",
            Pattern.DOTALL);

    private static final Pattern AFFILIATION =
            Pattern.compile(".{3,60}(?:,| \\||/| -| –| for| of| at|;)\\s?" + ANY, Pattern.CASE_INSENSITIVE);

    private static final Pattern CLOSING_LINE =
            Pattern.compile("(?:source: ?|[-–—―] ?|[(\\[]|/)?" + ANY + "[)\\]/]?\\.?", Pattern.CASE_INSENSITIVE);

    private static final Pattern COPYRIGHT = Pattern.compile(
            "(?:copyright|©|\\(c\\))[ ©(c)]*(?:\\d{4}[ ,]+)?(?:by )?" + ANY + "\\b.{0,160}", Pattern.CASE_INSENSITIVE);

    private WireCredit() {}

    /** The agency's name; null where none is credited. */
    static @Nullable String of(List<String> authors, String body) {
        for (String author : authors) {
            String agency = byline(author);
            if (agency != null) {
                return agency;
            }
        }
        int firstEnd = body.indexOf(GAP);
        String first = body.substring(0, Math.min(LONGEST_DATELINE, firstEnd < 0 ? body.length() : firstEnd));
        boolean bracketed = first.indexOf('(') >= 0 || first.indexOf('[') >= 0;
        String agency = bracketed ? match(DATELINE, first) : null;
        for (String paragraph : firstEnd < 0 ? List.<String>of() : closing(body)) {
            if (agency == null && paragraph.length() <= 200) {
                agency = match(CLOSING_LINE, paragraph.strip());
                agency = agency == null ? match(COPYRIGHT, paragraph.strip()) : agency;
            }
        }
        return agency;
    }

    /** The last paragraphs but never the first, found from the end: the text between is not looked at. */
    private static Collection<String> closing(String body) {
        Deque<String> closing = new ArrayDeque<>();
        int end = body.length();
        for (int gap = body.lastIndexOf(GAP);
                gap >= 0 && closing.size() < CLOSING;
                gap = body.lastIndexOf(GAP, end - 2)) {
            closing.addFirst(body.substring(gap + GAP.length(), end));
            end = gap;
        }
        return closing;
    }

    private static @Nullable String byline(String author) {
        String whole = BY_KEY.get(Sources.nameKey(author));
        return whole != null ? whole : author.length() > 100 ? null : match(AFFILIATION, author);
    }

    private static @Nullable String match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? BY_KEY.get(Sources.nameKey(matcher.group("agency"))) : null;
    }
}
