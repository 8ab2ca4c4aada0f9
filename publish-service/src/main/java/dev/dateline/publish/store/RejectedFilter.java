package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rejected records are meant; all conditions hold at once.
 *
 * @param places these alone; empty for all
 * @param cause the id of a cause
 * @param stage the stage that refused them
 * @param reason the code of the reason
 * @param feed their feed
 * @param span when they were refused
 */
public record RejectedFilter(
        List<RejectedPlace> places,
        Optional<String> cause,
        Optional<String> stage,
        Optional<String> reason,
        Optional<String> feed,
        TimeSpan span) {

    /** All of them. */
    public static final RejectedFilter ALL = new RejectedFilter(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TimeSpan(Optional.empty(), Optional.empty()));

    /** Keeps its own copy. */
    public RejectedFilter {
        places = List.copyOf(places);
    }

    /** Whether nothing is asked of them. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** The condition in SQL, and its values by name. */
    Condition condition() {
        List<String> parts = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new LinkedHashMap<>();
        if (!places.isEmpty()) {
            parts.add("(topic, partition, record_offset) IN (SELECT * FROM"
                    + " unnest(:topics::text[], :partitions::int[], :offsets::bigint[]))");
            values.put("topics", places.stream().map(RejectedPlace::topic).toArray(String[]::new));
            values.put(
                    "partitions", places.stream().map(RejectedPlace::partition).toArray(Integer[]::new));
            values.put("offsets", places.stream().map(RejectedPlace::offset).toArray(Long[]::new));
        }
        Map<String, Optional<String>> columns = new LinkedHashMap<>();
        columns.put("cause", cause);
        columns.put("stage", stage);
        columns.put("reason", reason);
        columns.put("feed", feed);
        columns.forEach((column, value) -> value.ifPresent(text -> {
            parts.add(column + " = :" + column);
            values.put(column, Rows.text(text));
        }));
        span.since().ifPresent(since -> {
            parts.add("rejected >= :since::timestamptz");
            values.put("since", RecordJson.isoMillis(since));
        });
        span.until().ifPresent(until -> {
            parts.add("rejected < :until::timestamptz");
            values.put("until", RecordJson.isoMillis(until));
        });
        return new Condition(String.join(" AND ", parts), values);
    }

    /**
     * A condition.
     *
     * @param sql what stands after WHERE
     * @param values of its parameters
     */
    record Condition(String sql, Map<String, Object> values) {}
}
