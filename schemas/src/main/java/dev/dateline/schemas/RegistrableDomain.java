package dev.dateline.schemas;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a host that its owner registered: {@code bbc.co.uk} of {@code www.bbc.co.uk}. It follows the rule by which the
 * countries' registries name their second levels ({@code co.uk}, {@code com.au}, {@code or.jp}), not the whole Public Suffix List;
 * sites on a host that gives each writer a name of his own ({@code *.substack.com}) are told apart.
 */
public final class RegistrableDomain {

    /** In characters, by RFC 1035, 2.3.4; the pattern, which goes one call deeper for each label, needs such a bound too. */
    public static final int LONGEST_HOST = 253;

    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

    /** Second levels under which any country's registry may register for others. */
    private static final Set<String> SECOND_LEVELS =
            Set.of("ac", "co", "com", "edu", "gob", "gov", "mil", "net", "org");

    /** Second levels that only some registries have; elsewhere the word is somebody's own name. */
    private static final Map<String, Set<String>> SECOND_LEVELS_OF = Map.ofEntries(
            Map.entry("uk", Set.of("ltd", "me", "nhs", "plc", "police", "sch")),
            Map.entry("au", Set.of("asn", "id")),
            Map.entry("nz", Set.of("geek", "gen", "govt", "iwi", "kiwi", "maori", "school")),
            Map.entry("jp", Set.of("ad", "ed", "go", "gr", "lg", "ne", "or")),
            Map.entry("kr", Set.of("go", "ne", "or", "pe", "re")),
            Map.entry("th", Set.of("go", "in", "mi", "or")),
            Map.entry("id", Set.of("biz", "desa", "go", "my", "or", "sch", "web")),
            Map.entry("in", Set.of("firm", "gen", "ind", "info", "nic", "res")),
            Map.entry("at", Set.of("gv", "or")),
            Map.entry("za", Set.of("law", "nom", "school", "web")),
            Map.entry("ke", Set.of("go", "info", "me", "ne", "or")),
            Map.entry("tz", Set.of("go", "info", "ne", "or", "tv")),
            Map.entry("ug", Set.of("go", "ne", "or")),
            Map.entry("br", Set.of("blog", "emp", "inf", "jor", "jus", "leg", "radio", "tv")),
            Map.entry("ar", Set.of("int", "tur")),
            Map.entry("ve", Set.of("info", "web")),
            Map.entry("tr", Set.of("bel", "dr", "gen", "info", "k12", "pol", "tv", "web")),
            Map.entry("pl", Set.of("biz", "edu", "info", "waw")),
            Map.entry("hu", Set.of("info", "reklam", "sport", "tm")),
            Map.entry("ru", Set.of("msk", "spb")),
            Map.entry("ua", Set.of("in", "kharkov", "kiev", "kyiv", "lviv", "odessa")),
            Map.entry("il", Set.of("idf", "k12", "muni")),
            Map.entry("rs", Set.of("in")),
            Map.entry("fr", Set.of("asso", "gouv")),
            Map.entry("tw", Set.of("idv")),
            Map.entry("hk", Set.of("idv")),
            Map.entry("vn", Set.of("info")),
            Map.entry("pk", Set.of("fam", "gok", "web")),
            Map.entry("lk", Set.of("web")));

    /** Hosts on which each name is a site of its own. */
    private static final Set<String> SHARED_HOSTS = Set.of(
            "blogspot.com",
            "github.io",
            "medium.com",
            "netlify.app",
            "pages.dev",
            "squarespace.com",
            "substack.com",
            "tumblr.com",
            "typepad.com",
            "vercel.app",
            "weebly.com",
            "wixsite.com",
            "wordpress.com");

    private RegistrableDomain() {}

    /** The registrable domain of an absolute web address; null where its host has none, as an IP address or a single name. */
    public static @Nullable String ofUrl(String url) {
        String host = host(url);
        return host == null ? null : ofHost(host);
    }

    /**
     * The host of an absolute web address in lower case; null where there is none that is a name with a dot, of
     * {@value #LONGEST_HOST} characters at most.
     */
    public static @Nullable String host(String url) {
        String host;
        try {
            host = new URI(url.strip()).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
        if (host == null || host.length() > LONGEST_HOST) {
            return null;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return HOST.matcher(lower).matches() && !ADDRESS.matcher(lower).matches() ? lower : null;
    }

    /** The registrable domain of a host as {@link #host} gives it. */
    public static String ofHost(String host) {
        String[] labels = host.split("\\.", -1);
        int kept = isSuffix(labels) ? 3 : 2;
        if (labels.length <= kept) {
            return host;
        }
        int from = labels.length - kept;
        String domain = String.join(".", Arrays.asList(labels).subList(from, labels.length));
        boolean ownName = SHARED_HOSTS.contains(domain) && !labels[from - 1].equals("www");
        return ownName ? labels[from - 1] + "." + domain : domain;
    }

    /** Whether the last two labels are a registry's, so that the registered name is the label before them. */
    private static boolean isSuffix(String[] labels) {
        String top = labels[labels.length - 1];
        String second = labels[labels.length - 2];
        return top.length() == 2
                && (SECOND_LEVELS.contains(second)
                        || SECOND_LEVELS_OF.getOrDefault(top, Set.of()).contains(second));
    }
}
