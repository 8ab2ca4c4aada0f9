package dev.dateline.publish.store;

import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.RecordJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What one batch says of flashpoints: every version of a definition, and of each hour's index the last. */
final class FlashpointRows {

    private final Map<Long, Effect.Defined> versions = new LinkedHashMap<>();
    private final Map<String, FlashpointIndex> indexes = new LinkedHashMap<>();

    void define(long offset, Effect.Defined defined) {
        versions.put(offset, defined);
    }

    void index(FlashpointIndex index) {
        indexes.put(index.getFlashpoint() + "/" + index.getHour(), index);
    }

    void write(Handle transaction) {
        versions.forEach((offset, defined) -> transaction
                .createUpdate("""
                        INSERT INTO flashpoint_versions (id, record_offset, version, origin, changed, record)
                        VALUES (:id, :offset, :version, :origin, :changed::timestamptz, :record)
                        ON CONFLICT DO NOTHING""")
                .bind("id", Rows.text(defined.id()))
                .bind("offset", offset)
                .bind("version", defined.version())
                .bind("origin", Rows.text(defined.origin()))
                .bind("changed", RecordJson.isoMillis(defined.changed()))
                .bind("record", defined.definition() == null ? null : Rows.text(RecordJson.of(defined.definition())))
                .execute());
        if (indexes.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO flashpoint_index (flashpoint, hour, record) VALUES (:flashpoint, :hour::timestamptz, :record)
                ON CONFLICT (flashpoint, hour) DO UPDATE SET record = excluded.record""");
        indexes.values()
                .forEach(index -> batch.bind("flashpoint", Rows.text(index.getFlashpoint()))
                        .bind("hour", RecordJson.isoMillis(index.getHour()))
                        .bind("record", Rows.text(RecordJson.of(index)))
                        .add());
        batch.execute();
    }
}
