package dev.dateline.publish.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Answers for the history of flashpoints. Every method throws {@link StoreException.Unavailable} if the database cannot be asked. */
public final class FlashpointReader {

    private static final int MOST_VERSIONS = 200;

    private final Jdbi database;

    FlashpointReader(Jdbi database) {
        this.database = database;
    }

    /**
     * What was in force once.
     *
     * @param version its number; of an end, the version that ended
     * @param origin bundled, or operator
     * @param changed when it was written
     * @param record the definition in JSON; null for an end
     */
    public record Version(
            int version,
            String origin,
            Instant changed,
            @Nullable String record) {}

    /** The versions of a flashpoint, newest first, 200 at most. */
    public List<Version> versions(String id) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        "SELECT version, origin, changed, record FROM flashpoint_versions WHERE id = ?"
                                + " ORDER BY record_offset DESC LIMIT ?",
                        Rows.text(id),
                        MOST_VERSIONS)
                .map((row, context) -> new Version(
                        row.getInt("version"),
                        row.getString("origin"),
                        Rows.instant(row, "changed"),
                        row.getString("record")))
                .list()));
    }

    /** The indexes of a flashpoint in JSON, for hours from an instant on, oldest first. */
    public List<String> indexes(String flashpoint, Instant from, int most) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        "SELECT record FROM flashpoint_index WHERE flashpoint = ? AND hour >= ?::timestamptz"
                                + " ORDER BY hour LIMIT ?",
                        Rows.text(flashpoint),
                        from.toString(),
                        most)
                .mapTo(String.class)
                .list()));
    }
}
