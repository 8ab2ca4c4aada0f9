package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import java.time.Instant;

/** The last of an article's times, which is known only when it is given to somebody. */
public final class LatencyReceipt {

    private LatencyReceipt() {}

    /** The JSON of an article with {@code times.delivered}; {@code times} is a record's last field, and nothing is after it. */
    public static String delivered(String record, Instant at) {
        if (!record.endsWith("}}")) {
            return record;
        }
        return record.substring(0, record.length() - 2) + ",\"delivered\":\"" + RecordJson.isoMillis(at) + "\"}}";
    }
}
