package dev.dateline.schemas;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An article's address without what does not name the article. Scheme and host in lower case, the host in ASCII, without
 * user, default port or final dot; no fragment; no tracking parameters, the others in the order given; dot segments
 * resolved, percent escapes in upper case and only where needed; no slash at the end of a path other than the root.
 * The scheme is kept: an address that names http may not answer on https.
 */
public final class CanonicalUrl {

    /** RFC 3986, appendix B, narrowed to the web. */
    private static final Pattern WEB_URL = Pattern.compile(
            "(?<scheme>https?)://(?<authority>[^/?#]*)(?<path>[^?#]*)(\\?(?<query>[^#]*))?(#.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:.*@)?(?<host>\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(?<port>\\d{0,5}))?");

    private static final Pattern ESCAPE = Pattern.compile("%(?<hex>[0-9a-fA-F]{2})");

    /** Families of parameters that campaigns and analytics add. */
    private static final Pattern TRACKING_PREFIX = Pattern.compile("(utm_|at_|mc_|hsa_|pk_|mtm_|guce_).*");

    /** Single parameters that advertisers, social sites and mailers add. */
    private static final Set<String> TRACKING = Set.of(
            "fbclid",
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "msclkid",
            "yclid",
            "twclid",
            "ttclid",
            "igshid",
            "igsh",
            "li_fat_id",
            "_ga",
            "_gl",
            "_hsenc",
            "_hsmi",
            "mkt_tok",
            "ref_src",
            "ref_url",
            "cmpid",
            "ocid",
            "ncid",
            "icid",
            "xtor",
            "smid",
            "smtyp",
            "guccounter",
            "vero_id",
            "wt_mc",
            "s_cid",
            "ns_mchannel",
            "ns_source",
            "ns_campaign",
            "ns_linkname",
            "ns_fee");

    /** By RFC 1035; within a shorter host no label can be longer. */
    private static final int LONGEST_LABEL = 63;

    private static final String KEPT_IN_PATH = "!$&'()*+,;=:@/-._~%";
    private static final String KEPT_IN_QUERY = KEPT_IN_PATH + "?";

    private CanonicalUrl() {}

    /** The canonical form of an absolute http or https address; null for anything else. */
    public static @Nullable String of(String url) {
        Matcher parts = WEB_URL.matcher(url.strip());
        if (!parts.matches()) {
            return null;
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        String authority = authority(scheme, parts.group("authority"));
        if (authority == null) {
            return null;
        }
        String query = parts.group("query");
        return scheme + "://" + authority + path(parts.group("path")) + (query == null ? "" : query(query));
    }

    private static @Nullable String authority(String scheme, String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return null;
        }
        String host = host(parts.group("host"));
        if (host == null || host.isEmpty()) {
            return null;
        }
        String port = parts.group("port");
        boolean isDefault = port == null || port.isEmpty() || port.equals(scheme.equals("https") ? "443" : "80");
        return isDefault ? host : host + ":" + port;
    }

    private static @Nullable String host(String stated) {
        if (stated.length() > RegistrableDomain.LONGEST_HOST) {
            return null;
        }
        String host = stated.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return host;
        }
        if (isPlainAscii(host)) {
            return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        }
        try {
            host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (host.chars().anyMatch(c -> c <= ' ' || "\"<>\\^`{|}%".indexOf(c) >= 0)) {
            return null;
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Whether it is a name as nearly every host has, which IDNA leaves as it is. */
    private static boolean isPlainAscii(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean dot = c == '.' && i > 0 && host.charAt(i - 1) != '.';
            if (!dot && !isAlphanumeric(c) && c != '-') {
                return false;
            }
        }
        return host.length() <= LONGEST_LABEL;
    }

    private static String path(String stated) {
        String path = escape(stated, KEPT_IN_PATH);
        if (path.contains("/.")) {
            path = URI.create("http://host" + path).normalize().getRawPath();
            while (path.startsWith("/../")) {
                path = path.substring(3);
            }
        }
        while (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.isEmpty() ? "/" : path;
    }

    private static String query(String stated) {
        String kept = Arrays.stream(stated.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isTracking(parameter))
                .map(parameter -> escape(parameter, KEPT_IN_QUERY))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static boolean isTracking(String parameter) {
        int equals = parameter.indexOf('=');
        String name = (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
        return TRACKING.contains(name) || TRACKING_PREFIX.matcher(name).matches();
    }

    /** One spelling for each escape: unreserved characters plain, all else that may not stand in an address escaped. */
    private static String escape(String text, String kept) {
        if (text.indexOf('%') < 0 && text.chars().allMatch(c -> isAlphanumeric(c) || kept.indexOf(c) >= 0)) {
            return text;
        }
        String plain = ESCAPE.matcher(text).replaceAll(escape -> {
            char c = (char) HexFormat.fromHexDigits(escape.group("hex"));
            return isAlphanumeric(c) || "-._~".indexOf(c) >= 0
                    ? Character.toString(c)
                    : escape.group().toUpperCase(Locale.ROOT);
        });
        StringBuilder out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); ) {
            int codePoint = plain.codePointAt(i);
            boolean escapes = codePoint == '%'
                    && ESCAPE.matcher(plain).region(i, plain.length()).lookingAt();
            if (escapes || isAlphanumeric(codePoint) || (codePoint != '%' && kept.indexOf(codePoint) >= 0)) {
                out.appendCodePoint(codePoint);
            } else {
                for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
