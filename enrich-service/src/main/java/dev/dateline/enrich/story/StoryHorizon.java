package dev.dateline.enrich.story;

import dev.dateline.runtime.events.HeaderText;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The newest receipt of all articles so far, in the one order in which they pass the desk. It is written on every record, so that
 * whoever reads one partition knows how far the others were, and no clock is asked.
 */
final class StoryHorizon {

    /** An article received longer after its tags were set than this was received by a wrong clock, and moves nothing. */
    private static final Duration EARLIEST = Duration.ofMinutes(10);

    private static final String KEY = "horizon";

    private final KeyValueStore<String, Long> store;
    private final Duration step;
    private long millis;

    /**
     * Goes on from what is kept.
     *
     * @param step the horizon is told to all partitions whenever it enters another of these, counted from 1970
     */
    StoryHorizon(KeyValueStore<String, Long> store, Duration step) {
        this.store = store;
        this.step = step;
        Long kept = store.get(KEY);
        this.millis = kept == null ? Long.MIN_VALUE : kept;
    }

    /** Takes in the next article, null for the end of one; the answer is whether the horizon entered another step. */
    boolean pass(@Nullable EnrichedArticle article) {
        if (article == null) {
            return false;
        }
        Instant received = article.getArticle().getReceived();
        long receipt = received.toEpochMilli();
        if (receipt <= millis
                || received.isAfter(article.getTimes().getEnriched().plus(EARLIEST))) {
            return false;
        }
        boolean entered = millis == Long.MIN_VALUE || step(receipt) != step(millis);
        millis = receipt;
        store.put(KEY, millis);
        return entered;
    }

    private long step(long at) {
        return Math.floorDiv(at, step.toMillis());
    }

    /** The record, with the horizon as a header. */
    <V> Record<String, V> on(Record<String, V> record) {
        if (millis == Long.MIN_VALUE) {
            return record;
        }
        RecordHeaders headers = new RecordHeaders(record.headers());
        HeaderText.put(headers, Headers.HORIZON, Long.toString(millis));
        return record.withHeaders(headers);
    }
}
