package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Story;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The stories of one batch: of each only the last telling counts. */
final class StoryRows {

    private final Map<String, Optional<Story>> stories = new LinkedHashMap<>();

    void tell(Story story) {
        put(story.getId(), Optional.of(story));
    }

    void end(String id) {
        put(id, Optional.empty());
    }

    private void put(String id, Optional<Story> story) {
        stories.remove(id);
        stories.put(id, story);
    }

    void write(Handle transaction, Head head) {
        PreparedBatch told = transaction.prepareBatch("""
                INSERT INTO stories (id, number, first_seen, last_seen, reports, sources, absorbed_by, record)
                VALUES (:id, :number, :first::timestamptz, :last::timestamptz, :reports, :sources, :absorbedBy, :record)
                ON CONFLICT (id) DO UPDATE SET number = excluded.number, first_seen = excluded.first_seen,
                    last_seen = excluded.last_seen, reports = excluded.reports, sources = excluded.sources,
                    absorbed_by = excluded.absorbed_by, record = excluded.record""");
        stories.forEach((id, story) -> story.ifPresentOrElse(
                present -> told.bind("id", Rows.text(id))
                        .bind("number", head.nextStory())
                        .bind("first", RecordJson.isoMillis(present.getFirstSeen()))
                        .bind("last", RecordJson.isoMillis(present.getLastSeen()))
                        .bind("reports", present.getReports())
                        .bind("sources", present.getIndependentSources())
                        .bind("absorbedBy", present.getAbsorbedBy().orElse(null))
                        .bind("record", RecordJson.of(present))
                        .add(),
                () -> transaction.execute("DELETE FROM stories WHERE id = ?", Rows.text(id))));
        if (told.size() > 0) {
            told.execute();
        }
    }
}
