package dev.dateline.publish.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.schemas.RecordJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The rejected records of one batch. Nothing in such a record may make PostgreSQL refuse it: there is no place after this. */
final class RejectedRows {

    /** How much of a rejected record is kept, bytes; the whole stays on its topic. */
    static final int KEPT = 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Row> rows = new ArrayList<>();

    private record Row(Change change, RejectedRecord rejected) {}

    void add(Change change, RejectedRecord rejected) {
        rows.add(new Row(change, rejected));
    }

    int size() {
        return rows.size();
    }

    void write(Handle transaction) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO rejected (topic, partition, record_offset, stage, reason, detail, feed, received, rejected,
                    content_type, errors, size, original)
                VALUES (:topic, :partition, :offset, :stage, :reason, :detail, :feed, :received::timestamptz,
                    :rejected::timestamptz, :contentType, :errors, :size, :original)
                ON CONFLICT (topic, partition, record_offset) DO NOTHING""");
        for (Row row : rows) {
            RejectedRecord rejected = row.rejected();
            byte[] original = rejected.original();
            batch.bind("topic", row.change().source().topic())
                    .bind("partition", row.change().source().partition())
                    .bind("offset", row.change().offset())
                    .bind("stage", Rows.text(rejected.stage()))
                    .bind("reason", Rows.text(rejected.reason()))
                    .bind("detail", Rows.textOrNull(rejected.detail()))
                    .bind("feed", Rows.textOrNull(rejected.feed()))
                    .bind("received", rejected.received() == null ? null : RecordJson.isoMillis(rejected.received()))
                    .bind("rejected", RecordJson.isoMillis(rejected.rejected()))
                    .bind("contentType", Rows.textOrNull(rejected.contentType()))
                    .bind("errors", errors(rejected.errors()))
                    .bind("size", original.length)
                    .bind("original", original.length <= KEPT ? original : Arrays.copyOf(original, KEPT))
                    .add();
        }
        batch.execute();
    }

    private static @Nullable String errors(Map<String, String> errors) {
        if (errors.isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(errors);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts has no JSON", e);
        }
    }
}
