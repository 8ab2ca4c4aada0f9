package dev.dateline.publish.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions for the flow through the read model: how far it is, what waits to be delivered, what was refused lately.
 * Every method throws {@link StoreException.Unavailable} if the database cannot be asked.
 */
public final class FlowReader {

    /** Of a long queue it is enough to know that it is long. */
    private static final int MOST_COUNTED = 10_000;

    private final Jdbi database;

    FlowReader(Jdbi database) {
        this.database = database;
    }

    /**
     * What waits to be delivered.
     *
     * @param newestSeq the newest place in the order of publication
     * @param matchedSeq the place up to which articles were matched against the standing queries
     * @param active subscriptions that are called
     * @param failing active ones whose last attempts failed
     * @param disabled ones that are called no more, because they failed for too long or said so
     * @param due messages whose time has come, 10,000 at most
     * @param waiting messages that wait for their next attempt, 10,000 at most
     * @param oldestDue since when the oldest due message has been due; null for none
     * @param delivered messages that were taken within the last half minute
     */
    public record Flow(
            long newestSeq,
            long matchedSeq,
            int active,
            int failing,
            int disabled,
            int due,
            int waiting,
            @Nullable Instant oldestDue,
            int delivered) {}

    /**
     * Records that were refused for one reason.
     *
     * @param topic where the records lie that were refused, if that is told
     * @param newest when the newest was refused
     * @param partition the partition of the newest
     * @param offset its offset
     */
    public record Refusals(
            String stage,
            String reason,
            @Nullable String topic,
            int count,
            Instant newest,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String detail) {}

    /** How far everything is. */
    public Flow flow() {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        WITH live AS (
                            SELECT id, failures FROM subscriptions
                            WHERE state = 'active' AND (lease_ends IS NULL OR lease_ends > now())
                        ), pending AS (
                            SELECT d.due, d.claimed FROM live CROSS JOIN LATERAL (
                                SELECT due, claimed FROM deliveries AS d
                                WHERE d.subscription = live.id AND d.state = 'pending' ORDER BY due LIMIT :most) AS d
                            LIMIT :most
                        )
                        SELECT (SELECT newest_seq FROM head) AS newest, (SELECT seq FROM delivery_cursor) AS matched,
                            (SELECT count(*) FROM live) AS active,
                            (SELECT count(*) FROM live WHERE failures >= 3) AS failing,
                            (SELECT count(*) FROM subscriptions WHERE state = 'disabled') AS disabled,
                            (SELECT count(*) FROM pending WHERE due <= now() AND NOT claimed) AS due,
                            (SELECT count(*) FROM pending WHERE due > now() OR claimed) AS waiting,
                            (SELECT min(due) FROM pending WHERE due <= now() AND NOT claimed) AS oldest,
                            (SELECT count(*) FROM deliveries
                                WHERE state = 'delivered' AND finished > now() - interval '30 seconds') AS delivered""")
                .bind("most", MOST_COUNTED)
                .map((row, context) -> new Flow(
                        row.getLong("newest"),
                        row.getLong("matched"),
                        row.getInt("active"),
                        row.getInt("failing"),
                        row.getInt("disabled"),
                        row.getInt("due"),
                        row.getInt("waiting"),
                        Rows.instantOrNull(row, "oldest"),
                        row.getInt("delivered")))
                .one()));
    }

    /** How far the read model is in each partition: it alone says where reading goes on. */
    public Map<TopicPartition, Long> positions() {
        return SqlFailures.translating(() -> database.withHandle(Positions::all));
    }

    /** What was refused since then, of the newest 10,000 records, the most frequent reasons first. */
    public List<Refusals> refusedSince(Instant since) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT stage, reason, of_topic, count(*) AS refused, max(rejected) AS newest,
                            (array_agg(of_partition ORDER BY number DESC))[1] AS of_partition,
                            (array_agg(of_offset ORDER BY number DESC))[1] AS of_offset,
                            (array_agg(detail ORDER BY number DESC))[1] AS detail
                        FROM (
                            SELECT number, stage, reason, detail, rejected,
                                CASE WHEN stage = 'publish' THEN topic ELSE errors::json ->> 'topic' END AS of_topic,
                                CASE WHEN stage = 'publish' THEN partition::text
                                    ELSE errors::json ->> 'partition' END AS of_partition,
                                CASE WHEN stage = 'publish' THEN record_offset::text
                                    ELSE errors::json ->> 'offset' END AS of_offset
                            FROM (SELECT * FROM rejected ORDER BY number DESC LIMIT :most) AS newest
                            WHERE rejected > :since
                        ) AS lately
                        GROUP BY stage, reason, of_topic ORDER BY refused DESC LIMIT 20""")
                .bind("most", MOST_COUNTED)
                .bind("since", since)
                .map((row, context) -> new Refusals(
                        row.getString("stage"),
                        row.getString("reason"),
                        row.getString("of_topic"),
                        row.getInt("refused"),
                        Rows.instant(row, "newest"),
                        whole(row.getString("of_partition")).map(Long::intValue).orElse(null),
                        whole(row.getString("of_offset")).orElse(null),
                        row.getString("detail")))
                .list()));
    }

    /** What a header says may be anything. */
    private static Optional<Long> whole(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
