package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Answers questions for stories. Every method throws {@link StoreException.Unavailable} if the database cannot be asked. */
public final class StoryReader {

    /** Stories absorbed one by another that are followed; more than ever become one within a window. */
    private static final int LONGEST_WAY = 1_000;

    private final Jdbi database;

    StoryReader(Jdbi database) {
        this.database = database;
    }

    /**
     * A story in an answer.
     *
     * @param number its place in the order of changes
     * @param id its id
     * @param record the story in JSON
     */
    public record FoundStory(long number, String id, String record) {}

    /**
     * Which stories to show.
     *
     * @param sources how many independent sources they have at least
     * @param reports how many reports they have at least
     * @param since when their newest report was taken, at the earliest
     */
    public record StoryFilter(int sources, int reports, Optional<Instant> since) {}

    /** The story with this id, or the one that it became part of. */
    public Optional<FoundStory> story(String id) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        WITH RECURSIVE way (id, absorbed_by, steps) AS (
                            SELECT id, absorbed_by, 0 FROM stories WHERE id = :id
                            UNION ALL
                            SELECT next.id, next.absorbed_by, steps + 1 FROM way
                                JOIN stories AS next ON next.id = way.absorbed_by WHERE steps < :longest)
                        SELECT number, id, record FROM stories JOIN way USING (id) WHERE way.absorbed_by IS NULL""")
                .bind("id", Rows.text(id))
                .bind("longest", LONGEST_WAY)
                .map((row, context) -> new FoundStory(row.getLong(1), row.getString(2), row.getString(3)))
                .findFirst()));
    }

    /** The stories that changed after a place in the order of changes, the oldest change first; absorbed ones too. */
    public List<FoundStory> changedAfter(long number, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        "SELECT number, id, record FROM stories WHERE number > ? ORDER BY number LIMIT ?",
                        number,
                        limit)
                .map((row, context) -> new FoundStory(row.getLong(1), row.getString(2), row.getString(3)))
                .list()));
    }

    /** The stories that changed last before a place in the order of changes, the newest change first. */
    public List<FoundStory> before(StoryFilter filter, long number, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT number, id, record FROM stories
                        WHERE absorbed_by IS NULL AND number < :number AND sources >= :sources AND reports >= :reports
                            AND (:since::timestamptz IS NULL OR last_seen >= :since::timestamptz)
                        ORDER BY number DESC LIMIT :limit""")
                .bind("number", number)
                .bind("sources", filter.sources())
                .bind("reports", filter.reports())
                .bind("since", filter.since().map(RecordJson::isoMillis).orElse(null))
                .bind("limit", limit)
                .map((row, context) -> new FoundStory(row.getLong(1), row.getString(2), row.getString(3)))
                .list()));
    }
}
