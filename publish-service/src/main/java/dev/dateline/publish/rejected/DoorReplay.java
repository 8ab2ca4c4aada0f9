package dev.dateline.publish.rejected;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.publish.door.IngestDoor;
import dev.dateline.publish.rejected.Replay.Item;
import dev.dateline.publish.rejected.Replay.Outcome;
import dev.dateline.runtime.events.HeaderText;
import dev.dateline.schemas.Headers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Pushes what ingest refused once more, as its feed would: same feed, same media type, same bytes, same lane; and by a name of its
 * own, so that ingest writes nothing twice if it is asked twice.
 */
final class DoorReplay {

    private static final Duration WITHIN = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Older news move no trend. */
    private static final Duration LIVE = Duration.ofHours(24);

    private final IngestDoor door;
    private final Clock clock;

    DoorReplay(IngestDoor door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    /** Pushes a record; what became of it. */
    Outcome push(String replay, Item item, ConsumerRecord<byte[], byte[]> record)
            throws NotNowException, InterruptedException {
        String feed = HeaderText.of(record.headers(), Headers.FEED);
        if (feed == null) {
            return new Outcome.Skipped("no-feed", "it does not say which feed it came from");
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", "replay-" + replay + "-" + item.line());
        headers.put("Dateline-Replayed", Integer.toString(Replayed.next(record)));
        String contentType = HeaderText.of(record.headers(), Headers.CONTENT_TYPE);
        if (contentType != null && isHeaderValue(contentType) && !contentType.equals("application/octet-stream")) {
            headers.put("Content-Type", contentType);
        }
        byte[] body = record.value() == null ? new byte[0] : record.value();
        try {
            return outcome(door.post(
                    "/v1/feeds/" + IngestDoor.encoded(feed) + "/items?lane=" + lane(record), headers, body, WITHIN));
        } catch (IOException e) {
            throw new NotNowException("ingest does not answer (" + e + ")", PAUSE, e);
        }
    }

    private String lane(ConsumerRecord<byte[], byte[]> record) {
        boolean old = Instant.ofEpochMilli(record.timestamp())
                .isBefore(clock.instant().minus(LIVE));
        return old || "backfill".equals(HeaderText.of(record.headers(), Headers.LANE)) ? "backfill" : "live";
    }

    private static Outcome outcome(IngestDoor.Answer answer) throws NotNowException {
        JsonNode body = answer.body();
        return switch (answer.status()) {
            case 202 -> new Outcome.Sent();
            // Some of its items were taken; the others stand among the refused anew.
            case 207 -> new Outcome.Sent();
            case 400, 413, 415, 422 -> refused(answer, body);
            case 401, 403 ->
                throw new NotNowException(
                        answer.says() + " (publish.ingest.key must be a key that may push to every feed)",
                        LONGEST_PAUSE,
                        null);
            case 503 -> {
                if (body.path("code").asText().equals("feed-paused")) {
                    yield new Outcome.Skipped(
                            "feed-paused", "an operator has the feed stand still; resume it, then replay");
                }
                throw later(answer);
            }
            default -> throw later(answer);
        };
    }

    private static Outcome refused(IngestDoor.Answer answer, JsonNode body) {
        JsonNode first = body.at("/items/0/problem");
        JsonNode problem = first.isMissingNode() ? body : first;
        return problem.path("code").asText("").isEmpty()
                ? new Outcome.Refused("status-" + answer.status(), answer.says())
                : new Outcome.Refused(
                        problem.path("code").asText(), problem.path("detail").asText());
    }

    private static NotNowException later(IngestDoor.Answer answer) {
        Duration asked = answer.retryAfter().orElse(PAUSE);
        return new NotNowException(answer.says(), asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked, null);
    }

    private static boolean isHeaderValue(String text) {
        return text.chars().allMatch(letter -> letter >= ' ' && letter < 127) && !text.isBlank();
    }
}
