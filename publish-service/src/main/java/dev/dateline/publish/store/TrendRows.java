package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.TrendRanking;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rankings of one batch: of each kind and window only the last counts. */
final class TrendRows {

    private final Map<Key, Optional<TrendRanking>> rankings = new LinkedHashMap<>();

    private record Key(String kind, String window) {}

    void rank(TrendRanking ranking) {
        put(new Key(TagKinds.name(ranking.getKind()), ranking.getWindow()), Optional.of(ranking));
    }

    void end(String kind, String window) {
        put(new Key(kind, window), Optional.empty());
    }

    private void put(Key key, Optional<TrendRanking> ranking) {
        rankings.remove(key);
        rankings.put(key, ranking);
    }

    void write(Handle transaction, Head head) {
        rankings.forEach((key, ranking) -> ranking.ifPresentOrElse(
                present -> upsert(transaction, head.nextTrend(), key, present),
                () -> transaction.execute(
                        "DELETE FROM trends WHERE kind::text = ? AND span = ?", key.kind(), key.window())));
    }

    private static void upsert(Handle transaction, long version, Key key, TrendRanking ranking) {
        transaction
                .createUpdate("""
                        INSERT INTO trends (kind, span, version, computed, record)
                        VALUES (:kind::tag_kind, :span, :version, :computed::timestamptz, :record)
                        ON CONFLICT (kind, span) DO UPDATE SET version = excluded.version,
                            computed = excluded.computed, record = excluded.record""")
                .bind("kind", key.kind())
                .bind("span", key.window())
                .bind("version", version)
                .bind("computed", RecordJson.isoMillis(ranking.getComputed()))
                .bind("record", RecordJson.of(ranking))
                .execute();
    }
}
