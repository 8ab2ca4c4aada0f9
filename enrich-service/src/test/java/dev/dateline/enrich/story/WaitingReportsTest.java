package dev.dateline.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.Articles;
import dev.dateline.enrich.order.ReadingProgress.Progress;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.WaitingReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingReportsTest {

    private static final long RECEIVED = Articles.RECEIVED.toEpochMilli();
    private static final long NOW = RECEIVED + 3_600_000;

    private final InMemory<Long, WaitingReport> kept = new InMemory<>(WaitingReport.class);
    private final NewestTimes times = new NewestTimes();
    private Optional<Map<Integer, Progress>> progress =
            Optional.of(Map.of(0, new Progress(0, 0), 1, new Progress(0, 0)));
    private WaitingReports waiting = taken();
    private long offset;

    private WaitingReports taken() {
        return new WaitingReports(kept, times, () -> progress, partition -> {});
    }

    private static final class NewestTimes implements Kept<Integer, Long> {

        private final Map<Integer, Long> values = new TreeMap<>();

        @Override
        public @Nullable Long get(Integer key) {
            return values.get(key);
        }

        @Override
        public void put(Integer key, Long value) {
            values.put(key, value);
        }

        @Override
        public void delete(Integer key) {
            values.remove(key);
        }

        @Override
        public void forEach(BiConsumer<Integer, Long> to) {
            values.forEach(to);
        }
    }

    private static ArticleReport report(String id) {
        EnrichedArticle article = EnrichedArticle.newBuilder()
                .setArticle(Articles.article(id, "Talks in Oslo", "Envoys met in Oslo on Monday."))
                .setRevision(1)
                .setAnalyzer("test/1")
                .setTimes(new Times(Articles.RECEIVED, Articles.RECEIVED, null, null))
                .build();
        return new ArticleReport(article, Fingerprints.of(Report.of(article)));
    }

    private static Record<String, ArticleReport> record(
            String id, @Nullable ArticleReport report, @Nullable Integer partition, long timestamp) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.FEED, "harbour-herald".getBytes(StandardCharsets.UTF_8));
        headers.add("empty", null);
        if (partition != null) {
            headers.add(Headers.RAW_PARTITION, partition.toString().getBytes(StandardCharsets.UTF_8));
        }
        return new Record<>(id, report, timestamp, headers);
    }

    private boolean comes(String id, int partition, long timestamp) {
        return waiting.goesAtOnce(record(id, report(id), partition, timestamp), offset++, NOW);
    }

    private boolean ends(String id, int partition) {
        return waiting.goesAtOnce(record(id, null, partition, NOW), offset++, NOW);
    }

    private List<Record<String, ArticleReport>> go() {
        List<Record<String, ArticleReport>> gone = new ArrayList<>();
        for (var next = waiting.next(NOW); next.isPresent(); next = waiting.next(NOW)) {
            gone.add(next.get());
        }
        return gone;
    }

    private void allAreRead() {
        progress = Optional.of(Map.of(0, new Progress(0, NOW), 1, new Progress(0, NOW)));
    }

    @Test
    void whatWaitedIsWhatCame() {
        assertThat(comes("a", 1, RECEIVED)).isFalse();
        assertThat(ends("a", 1)).isFalse();
        allAreRead();

        assertThat(go()).containsExactly(record("a", report("a"), null, RECEIVED), record("a", null, null, NOW));
        assertThat(kept.size()).isZero();
    }

    @Test
    void anInterruptionChangesNothing() {
        comes("late", 1, RECEIVED + 30);
        comes("goes back", 1, RECEIVED + 10);
        ends("gone", 0);
        comes("first", 0, RECEIVED + 20);
        assertThat(go()).extracting(Record::key).containsExactly("gone", "first");

        waiting = taken();
        assertThat(waiting.size()).isEqualTo(2);
        comes("second", 0, RECEIVED + 5);
        comes("third", 0, RECEIVED + 31);
        assertThat(go()).extracting(Record::key).containsExactly("second", "late", "goes back");
        allAreRead();
        assertThat(go()).extracting(Record::key).containsExactly("third");
    }

    @Test
    void whatIsNotLateIsNotKept() {
        allAreRead();
        comes("a", 0, NOW - 100);
        go();

        assertThat(comes("b", 1, NOW - 90)).isTrue();
        assertThat(ends("b", 1)).isTrue();
        assertThat(waiting.size()).isZero();
        assertThat(kept.size()).isZero();
    }

    @Test
    void theEndOfAnArticleWaitsOnlyWhereSomethingDoes() {
        assertThat(ends("a", 0)).isTrue();
        comes("b", 0, RECEIVED);
        assertThat(ends("b", 0)).isFalse();
    }

    @Test
    void whatABuildBeforeLeftIsPlacedAsItCame() {
        assertThat(waiting.goesAtOnce(record("a", report("a"), null, RECEIVED), 0, NOW))
                .isTrue();
    }
}
