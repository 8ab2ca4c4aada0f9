package dev.dateline.publish.rejected;

import dev.dateline.schemas.Headers;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** How often a record was replayed, which it carries along. */
final class Replayed {

    private static final int MOST = 9_999;

    private Replayed() {}

    /** The number that it carries once it is replayed again. */
    static int next(ConsumerRecord<byte[], byte[]> record) {
        Header times = record.headers().lastHeader(Headers.REPLAYED);
        String text = times == null || times.value() == null ? "0" : new String(times.value(), StandardCharsets.UTF_8);
        return text.matches("\\d{1,4}") ? Math.min(Integer.parseInt(text) + 1, MOST) : 1;
    }
}
