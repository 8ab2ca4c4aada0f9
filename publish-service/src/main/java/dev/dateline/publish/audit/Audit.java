package dev.dateline.publish.audit;

import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.Rows;
import dev.dateline.publish.store.SqlFailures;
import dev.dateline.runtime.keys.Caller;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that say what operators did. Every method throws StoreException.Unavailable if the database cannot be asked. */
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final int LONGEST = 1_000;

    private final Jdbi database;

    /** The audit of a read model. */
    public Audit(ReadModel readModel) {
        this.database = readModel.deliveries();
    }

    /**
     * Who did something.
     *
     * @param key the id of the key; {@code anyone} where none is asked for
     * @param name whose it is
     */
    public record Actor(String key, String name) {

        /** The sender of a request. */
        public static Actor of(Caller caller) {
            return new Actor(caller.id(), caller.name());
        }
    }

    /**
     * One thing that was done.
     *
     * @param action in a word or two
     * @param subject what it was done to
     * @param outcome what came of it
     */
    public record Entry(long number, Instant at, Actor by, String action, String subject, String outcome) {}

    /** Writes a line. */
    public void add(Actor by, String action, String subject, String outcome) {
        SqlFailures.translating(() -> database.inTransaction(transaction -> {
            add(transaction, by, action, subject, outcome);
            return true;
        }));
    }

    /** Writes a line in a transaction that also does what it says. */
    public void add(Handle transaction, Actor by, String action, String subject, String outcome) {
        transaction
                .createUpdate("INSERT INTO audit (at, by_key, by_name, action, subject, outcome)"
                        + " VALUES (now(), :key, :name, :action, :subject, :outcome)")
                .bind("key", by.key())
                .bind("name", text(by.name()))
                .bind("action", action)
                .bind("subject", text(subject))
                .bind("outcome", text(outcome))
                .execute();
        LOG.atInfo()
                .addKeyValue("key", by.key())
                .addKeyValue("name", by.name())
                .addKeyValue("action", action)
                .addKeyValue("subject", text(subject))
                .addKeyValue("outcome", text(outcome))
                .log("An operator did something");
    }

    private static String text(String text) {
        String clean = Rows.text(text);
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }

    /** The newest lines before a number, newest first. */
    List<Entry> before(long number, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM audit WHERE number < :number ORDER BY number DESC LIMIT :limit")
                .bind("number", number)
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        row.getLong("number"),
                        Rows.instant(row, "at"),
                        new Actor(row.getString("by_key"), row.getString("by_name")),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("outcome")))
                .list()));
    }
}
