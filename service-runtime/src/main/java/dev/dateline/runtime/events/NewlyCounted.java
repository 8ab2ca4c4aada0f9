package dev.dateline.runtime.events;

import dev.dateline.schemas.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The articles that a record is the first to count, by when ingest took them: with the time at which the record was made they
 * tell how long articles took to be counted. They travel in {@link Headers#COUNTED}, so that what the record
 * says does not depend on them. Not thread-safe.
 */
public final class NewlyCounted {

    /** Of so many articles it is told, the first ones; a record has room for them, and percentiles do not need more. */
    public static final int MOST = 1_000;

    private static final String SEPARATOR = ",";
    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

    private final List<Instant> waiting = new ArrayList<>();

    /** An article was counted that ingest took then; the next record will tell. */
    public void add(Instant received) {
        if (waiting.size() < MOST) {
            waiting.add(received);
        }
    }

    /** Those that another record told of. */
    public void addAll(org.apache.kafka.common.header.Headers told) {
        of(told).forEach(this::add);
    }

    /** Tells of all that wait, once: nobody waits afterwards. Writes nothing where nobody did. */
    public void tell(org.apache.kafka.common.header.Headers headers) {
        if (!waiting.isEmpty()) {
            HeaderText.put(
                    headers,
                    Headers.COUNTED,
                    waiting.stream()
                            .map(received -> Long.toString(received.toEpochMilli()))
                            .collect(Collectors.joining(SEPARATOR)));
            waiting.clear();
        }
    }

    /** Of whom a record tells; nobody where it has no such header, or another text in it. */
    public static List<Instant> of(org.apache.kafka.common.header.Headers headers) {
        String told = HeaderText.of(headers, Headers.COUNTED);
        return told == null
                ? List.of()
                : Pattern.compile(SEPARATOR)
                        .splitAsStream(told)
                        .filter(millis -> MILLIS.matcher(millis).matches())
                        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                        .toList();
    }
}
