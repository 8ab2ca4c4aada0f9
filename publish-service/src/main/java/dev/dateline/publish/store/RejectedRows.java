package dev.dateline.publish.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.schemas.RecordJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The rejected records of one batch. Nothing in such a record may make PostgreSQL refuse it: there is no place after this. */
final class RejectedRows {

    /** How much of a rejected record is kept, bytes; the whole stays on its topic. */
    static final int KEPT = 64 * 1024;

    private static final Pattern LINE = Pattern.compile("([a-z0-9-]{1,40})/(\\d{1,9})");
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
                    content_type, errors, size, original, replayed)
                VALUES (:topic, :partition, :offset, :stage, :reason, :detail, :feed, :received::timestamptz,
                    :rejected::timestamptz, :contentType, :errors, :size, :original, :replayed)
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
                    .bind("replayed", rejected.replayed())
                    .add();
        }
        batch.execute();
        cameBack(transaction);
    }

    /** What a replay sent and was refused again is told to that replay. */
    private void cameBack(Handle transaction) {
        for (Row row : rows) {
            RejectedRecord rejected = row.rejected();
            Matcher line = LINE.matcher(rejected.replay() == null ? "" : rejected.replay());
            if (line.matches()) {
                transaction
                        .createUpdate("""
                                UPDATE replay_records SET state = 'refused', reason = :reason, detail = :detail, at = now()
                                WHERE replay = :replay AND line = :line AND state IN ('pending', 'sent')""")
                        .bind("replay", line.group(1))
                        .bind("line", Integer.parseInt(line.group(2)))
                        .bind("reason", Rows.text(rejected.reason()))
                        .bind("detail", Rows.textOrNull(rejected.detail()))
                        .execute();
            }
        }
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
