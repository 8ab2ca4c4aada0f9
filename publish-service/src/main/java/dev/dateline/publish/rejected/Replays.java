package dev.dateline.publish.rejected;

import dev.dateline.publish.audit.Audit;
import dev.dateline.publish.audit.Audit.Actor;
import dev.dateline.publish.rejected.Replay.Item;
import dev.dateline.publish.rejected.Replay.Outcome;
import dev.dateline.publish.rejected.Replay.Trouble;
import dev.dateline.publish.rejected.Way.Target;
import dev.dateline.publish.rejected.Way.To;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.RejectedFilter;
import dev.dateline.publish.store.RejectedPlace;
import dev.dateline.publish.store.RejectedReader;
import dev.dateline.publish.store.RejectedReader.Line;
import dev.dateline.publish.store.Rows;
import dev.dateline.publish.store.SqlFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Replays, in the database, so that none of them dies with an instance. Every method throws StoreException.Unavailable if the
 * database cannot be asked.
 */
final class Replays {

    /** Two that begin at once do not take up the same records. */
    private static final long BEGINNING = 0x7265706c61797331L;

    private static final int PAGE = 1_000;

    /** The records are counted of those replays alone that are asked for. */
    private static final String SELECT = """
            SELECT r.*, counts.pending, counts.sent, counts.refused, counts.skipped
            FROM (SELECT * FROM replays WHERE %s) AS r CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE state = 'pending') AS pending, count(*) FILTER (WHERE state = 'sent') AS sent,
                    count(*) FILTER (WHERE state = 'refused') AS refused, count(*) FILTER (WHERE state = 'skipped') AS skipped
                FROM replay_records WHERE replay = r.id) AS counts
            ORDER BY r.number DESC""";

    private static final String ONE = SELECT.formatted("id = :id");
    private static final String BEFORE = SELECT.formatted("number < :number ORDER BY number DESC LIMIT :limit");

    private final Jdbi database;
    private final RejectedReader rejected;
    private final Audit audit;

    Replays(ReadModel readModel, Audit audit) {
        this.database = readModel.deliveries();
        this.rejected = readModel.rejected();
        this.audit = audit;
    }

    /** What a replay would come to; nothing is changed. */
    Plan plan(RejectedFilter filter, Function<Line, Way> ways) {
        return plan(filter, ways, batch -> {});
    }

    /** A record and where it goes. */
    private record Chosen(Line line, To to) {}

    private Plan plan(RejectedFilter filter, Function<Line, Way> ways, Consumer<List<Chosen>> taken) {
        Plan plan = new Plan();
        long number = 0;
        while (true) {
            List<Line> page = rejected.after(filter, number, PAGE);
            List<Chosen> chosen = new ArrayList<>();
            for (Line line : page) {
                if (plan.isFull()) {
                    plan.cap();
                    break;
                }
                number = line.number();
                Way way = ways.apply(line);
                plan.add(line, way);
                if (way instanceof To to) {
                    chosen.add(new Chosen(line, to));
                }
            }
            taken.accept(chosen);
            if (page.size() < PAGE || plan.isFull()) {
                return plan;
            }
        }
    }

    /**
     * Begins a replay, unless nothing would be sent.
     *
     * @return its plan
     */
    Plan begin(
            String id,
            RejectedFilter filter,
            String selection,
            Actor by,
            int rate,
            boolean forced,
            Function<Line, Way> ways) {
        return SqlFailures.translating(() -> database.inTransaction(transaction -> {
            transaction.execute("SELECT pg_advisory_xact_lock(?)", BEGINNING);
            transaction
                    .createUpdate(
                            "INSERT INTO replays (id, selection, plan, by_key, by_name, rate, forced, state, created,"
                                    + " changed) VALUES (:id, :selection, '{}', :key, :name, :rate, :forced, 'running', now(), now())")
                    .bind("id", id)
                    .bind("selection", selection)
                    .bind("key", by.key())
                    .bind("name", Rows.text(by.name()))
                    .bind("rate", rate)
                    .bind("forced", forced)
                    .execute();
            int[] line = {0};
            Plan plan = plan(filter, ways, chosen -> line[0] = add(transaction, id, line[0], chosen));
            if (plan.send() == 0) {
                transaction.rollback();
                return plan;
            }
            transaction.execute("UPDATE replays SET plan = ? WHERE id = ?", plan.toJson(), id);
            audit.add(transaction, by, "replay begun", id, plan.says());
            return plan;
        }));
    }

    private static int add(Handle transaction, String id, int last, List<Chosen> chosen) {
        if (chosen.isEmpty()) {
            return last;
        }
        int line = last;
        PreparedBatch lines = transaction.prepareBatch("""
                INSERT INTO replay_records (replay, line, topic, partition, record_offset, feed, source, target, state)
                VALUES (:replay, :line, :topic, :partition, :offset, :feed, :source, :target, 'pending')""");
        for (Chosen one : chosen) {
            RejectedPlace place = one.line().place();
            lines.bind("replay", id)
                    .bind("line", ++line)
                    .bind("topic", place.topic())
                    .bind("partition", place.partition())
                    .bind("offset", place.offset())
                    .bind("feed", one.line().feed())
                    .bind("source", one.to().source().toString())
                    .bind("target", one.to().target().code())
                    .add();
        }
        lines.execute();
        transaction
                .createUpdate("UPDATE rejected SET last_replay = :replay WHERE number = ANY (:numbers)")
                .bind("replay", id)
                .bindArray(
                        "numbers",
                        Long.class,
                        chosen.stream().map(one -> one.line().number()).toList())
                .execute();
        return line;
    }

    /** The newest before a number, newest first. */
    List<Replay> before(long number, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery(BEFORE)
                .bind("number", number)
                .bind("limit", limit)
                .map((row, context) -> replay(row))
                .list()));
    }

    Optional<Replay> find(String id) {
        return SqlFailures.translating(() -> database.withHandle(handle -> find(handle, id)));
    }

    private static Optional<Replay> find(Handle handle, String id) {
        return handle.createQuery(ONE)
                .bind("id", id)
                .map((row, context) -> replay(row))
                .findOne();
    }

    private static Replay replay(ResultSet row) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        for (String state : new String[] {"pending", "sent", "refused", "skipped"}) {
            counts.put(state, row.getLong(state));
        }
        return new Replay(
                row.getString("id"),
                row.getLong("number"),
                row.getString("selection"),
                row.getString("plan"),
                new Actor(row.getString("by_key"), row.getString("by_name")),
                row.getInt("rate"),
                row.getBoolean("forced"),
                row.getString("state"),
                row.getString("trouble"),
                Rows.instant(row, "created"),
                Rows.instant(row, "changed"),
                counts);
    }

    /** The records of a replay that were not simply sent, the newest first. */
    List<Trouble> troubles(String id, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM replay_records WHERE replay = :id AND state IN ('refused', 'skipped')
                        ORDER BY line DESC LIMIT :limit""")
                .bind("id", id)
                .bind("limit", limit)
                .map((row, context) -> new Trouble(
                        place(row), row.getString("state"), row.getString("reason"), row.getString("detail")))
                .list()));
    }

    /** Stops a replay that runs, or lets one go on that was stopped; says whether there was one to do it to. */
    boolean turn(String id, boolean running, Actor by) {
        return SqlFailures.translating(() -> database.inTransaction(transaction -> {
            int turned = transaction.execute(
                    "UPDATE replays SET state = ?, trouble = NULL, changed = now(), holder = NULL, held_until = NULL"
                            + " WHERE id = ? AND state = ?",
                    running ? "running" : "stopped",
                    id,
                    running ? "stopped" : "running");
            if (turned > 0) {
                String says = find(transaction, id).map(Replay::says).orElse("");
                audit.add(transaction, by, running ? "replay resumed" : "replay stopped", id, says);
            }
            return turned > 0;
        }));
    }

    /** Takes the oldest replay that runs and that no other instance has. */
    Optional<Replay> claim(String holder, Duration lease) {
        return SqlFailures.translating(() -> database.inTransaction(transaction -> transaction
                .createQuery("""
                        UPDATE replays SET holder = :holder, held_until = now() + :lease * interval '1 millisecond'
                        WHERE id = (SELECT id FROM replays
                            WHERE state = 'running' AND (held_until IS NULL OR held_until < now() OR holder = :holder)
                            ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id""")
                .bind("holder", holder)
                .bind("lease", lease.toMillis())
                .mapTo(String.class)
                .findOne()
                .flatMap(id -> find(transaction, id))));
    }

    /** The next records to send. */
    List<Item> pending(String id, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM replay_records WHERE replay = :id AND state = 'pending' ORDER BY line LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map((row, context) -> new Item(
                        row.getInt("line"),
                        place(row),
                        row.getString("feed"),
                        RejectedPlace.parse(row.getString("source")).orElseThrow(),
                        Target.of(row.getString("target"))))
                .list()));
    }

    private static RejectedPlace place(ResultSet row) throws SQLException {
        return new RejectedPlace(row.getString("topic"), row.getInt("partition"), row.getLong("record_offset"));
    }

    /**
     * Writes down what became of records, and that the holder goes on.
     *
     * @return whether it may: the replay is still its own and runs
     */
    boolean settle(String id, String holder, Duration lease, Map<Item, Outcome> outcomes) {
        return SqlFailures.translating(() -> database.inTransaction(transaction -> {
            outcomes.forEach((item, outcome) -> settle(transaction, id, item, outcome));
            return transaction.execute(
                            "UPDATE replays SET held_until = now() + ? * interval '1 millisecond', changed = now(),"
                                    + " trouble = NULL WHERE id = ? AND holder = ? AND state = 'running'",
                            lease.toMillis(),
                            id,
                            holder)
                    > 0;
        }));
    }

    private static void settle(Handle transaction, String id, Item item, Outcome outcome) {
        switch (outcome) {
            case Outcome.Sent() -> settle(transaction, id, item, "sent", null, null);
            case Outcome.Refused refused ->
                settle(transaction, id, item, "refused", refused.reason(), refused.detail());
            case Outcome.Skipped skipped -> {
                settle(transaction, id, item, "skipped", skipped.reason(), skipped.detail());
                transaction.execute(
                        "UPDATE rejected SET last_replay = NULL WHERE topic = ? AND partition = ? AND record_offset = ?"
                                + " AND last_replay = ?",
                        item.place().topic(),
                        item.place().partition(),
                        item.place().offset(),
                        id);
            }
        }
    }

    private static void settle(
            Handle transaction, String id, Item item, String state, @Nullable String reason, @Nullable String detail) {
        // What was refused again may be told by its topic before this.
        transaction.execute(
                "UPDATE replay_records SET state = ?, reason = ?, detail = ?, at = now()"
                        + " WHERE replay = ? AND line = ? AND state = 'pending'",
                state,
                reason,
                Rows.textOrNull(detail),
                id,
                item.line());
    }

    /** Leaves a replay for a while, and says why. */
    void rest(String id, String holder, String trouble, Duration pause) {
        SqlFailures.translating(() -> database.withHandle(handle -> handle.execute(
                "UPDATE replays SET trouble = ?, holder = NULL, held_until = now() + ? * interval '1 millisecond'"
                        + " WHERE id = ? AND holder = ?",
                Rows.text(trouble),
                pause.toMillis(),
                id,
                holder)));
    }

    /** Ends a replay of which nothing is left to send. */
    void finish(String id, String holder) {
        SqlFailures.translating(() -> database.inTransaction(transaction -> {
            int finished = transaction.execute(
                    "UPDATE replays SET state = 'finished', trouble = NULL, changed = now(), holder = NULL, held_until = NULL"
                            + " WHERE id = ? AND holder = ? AND state = 'running'",
                    id,
                    holder);
            if (finished > 0) {
                find(transaction, id)
                        .ifPresent(replay -> audit.add(transaction, replay.by(), "replay finished", id, replay.says()));
            }
            return finished;
        }));
    }

    /** Gives up what an instance holds, for another one to go on at once. */
    void release(String holder) {
        SqlFailures.translating(() -> database.withHandle(handle ->
                handle.execute("UPDATE replays SET holder = NULL, held_until = NULL WHERE holder = ?", holder)));
    }
}
