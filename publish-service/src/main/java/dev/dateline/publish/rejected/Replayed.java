package dev.dateline.publish.rejected;

import dev.dateline.runtime.events.HeaderText;
import dev.dateline.schemas.Headers;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How often a record was replayed, which it carries along. */
final class Replayed {

    private static final int MOST = 9_999;

    private Replayed() {}

    /** The number that it carries once it is replayed again. */
    static int next(ConsumerRecord<byte[], byte[]> record) {
        String times = HeaderText.of(record.headers(), Headers.REPLAYED);
        return times != null && times.matches("\\d{1,4}") ? Math.min(Integer.parseInt(times) + 1, MOST) : 1;
    }
}
