package dev.dateline.ingest.dates;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Publication;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the publication time that a feed states and says how well it is known; the feed's own words are always kept.
 *
 * <ul>
 *   <li>STATED: day, time of day and zone are the feed's. A zone is an offset, {@code Z}, an IANA name or an abbreviation
 *       that means one thing.
 *   <li>INFERRED: we supplied a part. No zone: UTC. No time of day: 00:00 UTC. An abbreviation with several meanings is read
 *       as {@link Zones} documents; an unknown one as UTC.
 *   <li>INGEST: absent, unreadable or implausible; the time of receipt stands in. Implausible is before the year 1800, more
 *       than a day after receipt, or exactly 1970-01-01T00:00:00Z, which is how an unset clock or database field looks.
 * </ul>
 *
 * Read are ISO 8601 dates (also with a space for the T; basic, ordinal and week forms; the year or the month alone, as W3CDTF
 * has them), RFC 822, 1123 and 2822 dates, the forms of {@code asctime} and {@code Date.toString()}, seconds and milliseconds since
 * 1970, English dates as they stand in datelines ({@code May 31, 2024, 7:08 AM EDT}), and what {@link DateWords} turns into one of
 * these.
 */
public final class PublicationTime {

    private static final Instant EARLIEST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Duration LATEST_AFTER_RECEIPT = Duration.ofDays(1);

    /** Beyond this no date is that long; it bounds what a pattern is ever tried on. */
    private static final int MAX_LENGTH = 100;

    private static final String CLOCK =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9})\\d*)?)?(?:\\s*(?<half>[AaPp])\\.?[Mm]\\.?)?";
    private static final String ZONE =
            "(?:\\s*\\(?(?<zone>[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z]+(?:[/_-][A-Za-z_+-]+)*)\\)?)?";
    private static final String WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?";
    private static final String MONTH = "(?<monthName>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final String DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "(?<year>\\d{4})";
    private static final String GAP = "[\\s,]*(?:\\bat\\b|\\||-|–)?\\s*";

    private static final List<Form> FORMS = List.of(
            form(YEAR + "-(?<month>\\d{1,2})-(?<day>\\d{1,2})(?:(?:T|\\s+)" + CLOCK + ZONE + ")?"),
            form(YEAR + "(?<month>\\d{2})(?<day>\\d{2})(?:T(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?" + ZONE
                    + ")?"),
            form("(?<year>\\d{4})(?:-(?<month>\\d{2}))?"),
            form(YEAR + "-?(?<ordinal>\\d{3})(?:T(?<hour>\\d{2}):?(?<minute>\\d{2})(?::?(?<second>\\d{2}))?" + ZONE
                    + ")?"),
            form(YEAR
                    + "-?W(?<week>\\d{2})(?:-?(?<weekday>[1-7]))?(?:T(?<hour>\\d{2}):?(?<minute>\\d{2})(?::?(?<second>\\d{2}))?"
                    + ZONE + ")?"),
            form(WEEKDAY + DAY + "[\\s-]+" + MONTH + "[\\s,-]+(?<year>\\d{4}|\\d{2})(?:" + GAP + CLOCK + ZONE + ")?"),
            form(WEEKDAY + MONTH + "\\s+" + DAY + "\\s*,?\\s+" + YEAR + "(?:" + GAP + CLOCK + ZONE + ")?"),
            form(WEEKDAY + MONTH + "\\s+" + DAY + "\\s+" + CLOCK
                    + "(?:\\s+(?<zone>[A-Za-z/_+:0-9-]*[A-Za-z+:-][A-Za-z/_+:0-9-]*))?\\s+" + YEAR));

    private static final Pattern EPOCH = Pattern.compile("[1-9]\\d{8,9}|[1-9]\\d{11,12}");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private PublicationTime() {}

    /**
     * What the feed's words say; never throws.
     *
     * @param raw the feed's own words; null where it gave none
     * @param received when ingest took the item
     */
    public static Publication of(@Nullable String raw, Instant received) {
        Reading reading = raw == null ? null : read(raw.strip());
        if (reading == null || !isPlausible(reading.instant(), received)) {
            return new Publication(raw, received.truncatedTo(ChronoUnit.MILLIS), DateConfidence.INGEST);
        }
        return new Publication(
                raw,
                reading.instant().truncatedTo(ChronoUnit.MILLIS),
                reading.complete() ? DateConfidence.STATED : DateConfidence.INFERRED);
    }

    /** The instant that the words say, however implausible; empty where they are no date. */
    public static Optional<Instant> instant(String raw) {
        return Optional.ofNullable(read(raw.strip())).map(Reading::instant);
    }

    /** Whether the words are a date by themselves, in one of the forms read here. */
    public static boolean isDate(String text) {
        return read(text.strip()) != null;
    }

    /** A way to write a date; the names of the parts that it has are asked for once, for a pattern copies them each time. */
    private record Form(Pattern pattern, Set<String> names) {}

    private record Parts(Matcher matcher, Set<String> names) {}

    private record Reading(Instant instant, boolean complete) {}

    private static boolean isPlausible(Instant instant, Instant received) {
        return !instant.isBefore(EARLIEST)
                && !instant.isAfter(received.plus(LATEST_AFTER_RECEIPT))
                && !instant.equals(Instant.EPOCH);
    }

    private static @Nullable Reading read(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Reading plain = match(text);
        return plain == null ? match(DateWords.inEnglish(text)) : plain;
    }

    private static @Nullable Reading match(String text) {
        if (EPOCH.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return new Reading(text.length() > 10 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number), true);
        }
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(text);
            if (matcher.matches()) {
                try {
                    return reading(new Parts(matcher, form.names()));
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private static Reading reading(Parts parts) {
        LocalDate date = date(parts);
        if (group(parts, "hour") == null) {
            return new Reading(date.atStartOfDay().toInstant(ZoneOffset.UTC), false);
        }
        // ISO 8601 lets a day end at 24:00, which is the next day's 0:00.
        boolean midnight =
                number(parts, "hour", 0) == 24 && number(parts, "minute", 0) == 0 && number(parts, "second", 0) == 0;
        LocalDateTime local = midnight ? date.plusDays(1).atStartOfDay() : date.atTime(time(parts));
        Zones.Zone zone = Zones.of(group(parts, "zone"));
        return new Reading(local.atZone(zone.id()).toInstant(), zone.stated());
    }

    private static LocalDate date(Parts parts) {
        if (group(parts, "ordinal") != null) {
            return LocalDate.ofYearDay(year(parts), number(parts, "ordinal", 1));
        }
        if (group(parts, "week") != null) {
            return LocalDate.of(year(parts), 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(parts, "week", 1))
                    .with(ChronoField.DAY_OF_WEEK, number(parts, "weekday", 1));
        }
        return LocalDate.of(year(parts), month(parts), number(parts, "day", 1));
    }

    private static LocalTime time(Parts parts) {
        int hour = number(parts, "hour", 0);
        String half = group(parts, "half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("hour " + hour + " with am or pm");
            }
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        String fraction = group(parts, "fraction");
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        // A leap second has no instant of its own in Java time; it is read as the second before it.
        return LocalTime.of(hour, number(parts, "minute", 0), Math.min(number(parts, "second", 0), 59), nanos);
    }

    private static int month(Parts parts) {
        String name = group(parts, "monthName");
        return name == null ? number(parts, "month", 1) : MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
    }

    /** RFC 2822, 4.3: two digits from 00 to 49 are of this century, 50 to 99 of the last. */
    private static int year(Parts parts) {
        int year = number(parts, "year", 0);
        if (parts.matcher().group("year").length() > 2) {
            return year;
        }
        return year < 50 ? 2000 + year : 1900 + year;
    }

    private static int number(Parts parts, String name, int absent) {
        String digits = group(parts, name);
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static @Nullable String group(Parts parts, String name) {
        return parts.names().contains(name) ? parts.matcher().group(name) : null;
    }

    private static Form form(String pattern) {
        Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        return new Form(compiled, compiled.namedGroups().keySet());
    }
}
