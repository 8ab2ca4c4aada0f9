package dev.dateline.enrich.story;

import dev.dateline.enrich.order.ReadingProgress;
import dev.dateline.enrich.order.Turn;
import dev.dateline.enrich.order.Turns;
import dev.dateline.runtime.events.HeaderText;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.RecordHeader;
import dev.dateline.schemas.WaitingReport;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The reports that wait for their {@linkplain Turns turn}, and what is kept of them. While none is late, none waits and
 * nothing is kept. Taken up again from what is kept, it goes on as if it had never stopped.
 */
final class WaitingReports {

    private final Kept<Long, WaitingReport> waiting;
    private final Kept<Integer, Long> times;
    private final ReadingProgress progress;
    private final Turns turns;

    /**
     * Takes up what is kept.
     *
     * @param waiting by offset
     * @param times the newest time of each partition of news.raw, as of its last report that waited
     * @param passedOver hears of each partition that is no longer waited for
     */
    WaitingReports(
            Kept<Long, WaitingReport> waiting,
            Kept<Integer, Long> times,
            ReadingProgress progress,
            IntConsumer passedOver) {
        this.waiting = waiting;
        this.times = times;
        this.progress = progress;
        this.turns = new Turns(passedOver);
        times.forEach(turns::restore);
        waiting.forEach((offset, report) ->
                turns.join(new Turn(report.getTurn().toEpochMilli(), report.getPartition(), offset)));
    }

    /**
     * Takes in the next record; the answer is whether it is to be placed at once. Otherwise it waits.
     *
     * @param now by the clock, milliseconds since 1970
     */
    boolean goesAtOnce(Record<String, ArticleReport> record, long offset, long now) {
        String partition = HeaderText.of(record.headers(), Headers.RAW_PARTITION);
        record.headers().remove(Headers.RAW_PARTITION);
        if (partition == null) {
            // A build before wrote it, which placed reports as they came; nothing of its article waits.
            return true;
        }
        int from = Integer.parseInt(partition);
        // The end of an article has the time of the clock, which says nothing of how far its partition was read.
        @Nullable ArticleReport report = record.value();
        Turn turn = report == null ? turns.after(from, offset) : turns.of(from, record.timestamp(), offset, now);
        if (report == null ? turns.waiting() == 0 : turns.isLive()) {
            return true;
        }
        turns.join(turn);
        waiting.put(offset, kept(record, turn));
        times.put(from, turn.time());
        return false;
    }

    /**
     * The next record whose turn it is, which waits no longer.
     *
     * @param now by the clock, milliseconds since 1970
     */
    Optional<Record<String, ArticleReport>> next(long now) {
        if (turns.waiting() > 0) {
            progress.latest().ifPresent(turns::tell);
        }
        return turns.next(now).map(turn -> {
            WaitingReport report = Objects.requireNonNull(waiting.get(turn.offset()), "what waits is kept");
            waiting.delete(turn.offset());
            return record(report);
        });
    }

    /** How many wait. */
    int size() {
        return turns.waiting();
    }

    private static WaitingReport kept(Record<String, ArticleReport> record, Turn turn) {
        List<RecordHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(
                    new RecordHeader(header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value())));
        }
        return WaitingReport.newBuilder()
                .setArticleId(record.key())
                .setPartition(turn.partition())
                .setTurn(Instant.ofEpochMilli(turn.time()))
                .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
                .setReport(record.value())
                .setHeaders(headers)
                .build();
    }

    private static Record<String, ArticleReport> record(WaitingReport report) {
        RecordHeaders headers = new RecordHeaders();
        for (RecordHeader header : report.getHeaders()) {
            headers.add(
                    header.getName(),
                    header.getValue().map(WaitingReports::bytes).orElse(null));
        }
        return new Record<>(
                report.getArticleId(),
                report.getReport().orElse(null),
                report.getTimestamp().toEpochMilli(),
                headers);
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }
}
