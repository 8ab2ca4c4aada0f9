package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendRanking;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rankings of one batch that no more change, each with its entries as points of their tags' series. */
final class TrendHistoryRows {

    private final List<TrendRanking> rankings = new ArrayList<>();

    void add(TrendRanking ranking) {
        rankings.add(ranking);
    }

    void write(Handle transaction) {
        if (rankings.isEmpty()) {
            return;
        }
        PreparedBatch history = transaction.prepareBatch("""
                INSERT INTO trend_history (kind, span, window_end, record)
                VALUES (:kind, :span, :end::timestamptz, :record)
                ON CONFLICT (kind, span, window_end) DO UPDATE SET record = excluded.record""");
        PreparedBatch points = transaction.prepareBatch("""
                INSERT INTO trend_points
                    (kind, span, tag_id, window_end, rank, score, units, expected, families, trending)
                VALUES (:kind, :span, :tag, :end::timestamptz, :rank, :score, :units, :expected, :families, :trending)
                ON CONFLICT (kind, span, tag_id, window_end) DO UPDATE SET rank = excluded.rank,
                    score = excluded.score, units = excluded.units, expected = excluded.expected,
                    families = excluded.families, trending = excluded.trending""");
        for (TrendRanking ranking : rankings) {
            history.bind("kind", TagKinds.name(ranking.getKind()))
                    .bind("span", ranking.getWindow())
                    .bind("end", RecordJson.isoMillis(ranking.getWindowEnd()))
                    .bind("record", RecordJson.of(ranking))
                    .add();
            ranking.getEntries().forEach(entry -> add(points, ranking, entry));
        }
        history.execute();
        if (points.size() > 0) {
            points.execute();
        }
        forgetTheOld(transaction);
    }

    private static void add(PreparedBatch points, TrendRanking ranking, TrendEntry entry) {
        entry.getReceipt()
                .ifPresent(receipt -> points.bind("kind", TagKinds.name(ranking.getKind()))
                        .bind("span", ranking.getWindow())
                        .bind("tag", entry.getId())
                        .bind("end", RecordJson.isoMillis(ranking.getWindowEnd()))
                        .bind("rank", entry.getRank())
                        .bind("score", entry.getScore())
                        .bind("units", receipt.getUnits())
                        .bind("expected", receipt.getExpected())
                        .bind("families", receipt.getFamilies())
                        .bind("trending", receipt.getTrending())
                        .add());
    }

    /** As long as the topic keeps them; once an hour of the news is enough. */
    private void forgetTheOld(Handle transaction) {
        Instant newest = rankings.getLast().getWindowEnd();
        if (newest.equals(newest.truncatedTo(ChronoUnit.HOURS))) {
            String oldest = RecordJson.isoMillis(newest.minus(kept()));
            transaction.execute("DELETE FROM trend_history WHERE window_end < ?::timestamptz", oldest);
            transaction.execute("DELETE FROM trend_points WHERE window_end < ?::timestamptz", oldest);
        }
    }

    private static Duration kept() {
        return Topics.TREND_HISTORY.retention() instanceof Topic.Retention.CompactAndDelete both
                ? both.age()
                : Duration.ofDays(35);
    }
}
