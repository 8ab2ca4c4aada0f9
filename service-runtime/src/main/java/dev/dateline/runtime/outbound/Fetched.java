package dev.dateline.runtime.outbound;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/**
 * An answer from the outside.
 *
 * @param uri what was asked for
 * @param status the HTTP status
 * @param fields its headers
 * @param body its bytes, decompressed
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as they are, never compared.
public record Fetched(URI uri, int status, HttpFields fields, byte[] body) {

    /** Longer waits that a server asks for are cut to this. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** All headers of that name. */
    public List<String> headers(String name) {
        return fields.getValuesList(name);
    }

    /** Until when the server asks not to be asked again, if it does; a day from now at the latest. */
    public Optional<Instant> retryAfter(Instant now) {
        return header("Retry-After").flatMap(value -> {
            Instant until;
            try {
                until = value.strip().matches("\\d{1,9}")
                        ? now.plusSeconds(Long.parseLong(value.strip()))
                        : ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant();
            } catch (DateTimeParseException e) {
                return Optional.empty(); // What cannot be read asks for nothing.
            }
            Instant latest = now.plus(LONGEST_WAIT);
            return Optional.of(until.isAfter(latest) ? latest : until);
        });
    }
}
