package dev.dateline.ingest.dates;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The zones that feeds state. North American abbreviations are those of RFC 822. Abbreviations with several meanings are
 * read thus, and never count as stated: BST is British Summer Time (not Bangladesh), IST is India (not Ireland or Israel), CST
 * is US Central (not China or Cuba), AST is Atlantic (not Arabia), GST is the Gulf (not South Georgia), SST is Samoa.
 */
final class Zones {

    /**
     * A zone and whether the feed stated it without doubt.
     *
     * @param id the zone to read the local time in
     * @param stated false where we had to choose
     */
    record Zone(ZoneId id, boolean stated) {}

    private static final Zone UNKNOWN = new Zone(ZoneOffset.UTC, false);

    private static final Set<String> AMBIGUOUS = Set.of("BST", "IST", "CST", "AST", "GST", "SST");

    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("Z", "Z"),
            Map.entry("UT", "Z"),
            Map.entry("UTC", "Z"),
            Map.entry("GMT", "Z"),
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("AKST", "-09:00"),
            Map.entry("AKDT", "-08:00"),
            Map.entry("HST", "-10:00"),
            Map.entry("AST", "-04:00"),
            Map.entry("ADT", "-03:00"),
            Map.entry("NST", "-03:30"),
            Map.entry("NDT", "-02:30"),
            Map.entry("ET", "America/New_York"),
            Map.entry("CT", "America/Chicago"),
            Map.entry("MT", "America/Denver"),
            Map.entry("PT", "America/Los_Angeles"),
            Map.entry("BRT", "-03:00"),
            Map.entry("ART", "-03:00"),
            Map.entry("CLT", "-04:00"),
            Map.entry("BST", "+01:00"),
            Map.entry("WET", "Z"),
            Map.entry("WEST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("MEZ", "+01:00"),
            Map.entry("MESZ", "+02:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("TRT", "+03:00"),
            Map.entry("WAT", "+01:00"),
            Map.entry("CAT", "+02:00"),
            Map.entry("SAST", "+02:00"),
            Map.entry("EAT", "+03:00"),
            Map.entry("IDT", "+03:00"),
            Map.entry("GST", "+04:00"),
            Map.entry("PKT", "+05:00"),
            Map.entry("IST", "+05:30"),
            Map.entry("NPT", "+05:45"),
            Map.entry("WIB", "+07:00"),
            Map.entry("ICT", "+07:00"),
            Map.entry("SGT", "+08:00"),
            Map.entry("HKT", "+08:00"),
            Map.entry("MYT", "+08:00"),
            Map.entry("PHT", "+08:00"),
            Map.entry("AWST", "+08:00"),
            Map.entry("JST", "+09:00"),
            Map.entry("KST", "+09:00"),
            Map.entry("ACST", "+09:30"),
            Map.entry("ACDT", "+10:30"),
            Map.entry("AEST", "+10:00"),
            Map.entry("AEDT", "+11:00"),
            Map.entry("NZST", "+12:00"),
            Map.entry("NZDT", "+13:00"),
            Map.entry("SST", "-11:00"));

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{1,2})(?::?(\\d{2}))?");

    private Zones() {}

    /** The zone of the feed's words; UTC, not stated, where they are absent or unknown. */
    static Zone of(@Nullable String words) {
        if (words == null) {
            return UNKNOWN;
        }
        Matcher offset = OFFSET.matcher(words);
        if (offset.matches()) {
            String sign = offset.group(1);
            int hours = Integer.parseInt(offset.group(2));
            int minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
            int total = hours * 60 + minutes;
            return new Zone(ZoneOffset.ofTotalSeconds((sign.equals("-") ? -total : total) * 60), true);
        }
        String name = words.toUpperCase(Locale.ROOT);
        String known = ABBREVIATIONS.get(name);
        if (known != null) {
            return new Zone(ZoneId.of(known), !AMBIGUOUS.contains(name));
        }
        try {
            return words.contains("/") ? new Zone(ZoneId.of(words), true) : UNKNOWN;
        } catch (DateTimeException e) {
            return UNKNOWN;
        }
    }
}
