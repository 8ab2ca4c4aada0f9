package dev.dateline.runtime.events;

import dev.dateline.runtime.digest.Sha256;
import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of CloudEvents 1.0, in the binary mode of its Kafka binding, on the records of the topics of the catalogue. They
 * are made of the record alone, so that a replay writes the same ones. Our serializer says what it alone knows, the record's
 * identity and time; {@link EventInterceptor}, which sees every record that is sent, says the rest.
 */
public final class EventHeaders {

    /** What every CloudEvents header begins with. */
    public static final String PREFIX = "ce_";

    /** The version of CloudEvents. */
    public static final String SPEC_VERSION = "ce_specversion";

    /** With the source: one event, however often it is sent. */
    public static final String ID = "ce_id";

    /** The topic that the event is told on first, as a URN. */
    public static final String SOURCE = "ce_source";

    /** What happened. */
    public static final String TYPE = "ce_type";

    /** When, by the record. */
    public static final String TIME = "ce_time";

    /** What it is about: the record's key. */
    public static final String SUBJECT = "ce_subject";

    /** The media type of the value. */
    public static final String CONTENT_TYPE = "content-type";

    /** The value of Avro records: on Confluent's wire format, whose schema id stands before the Avro binary. */
    public static final String AVRO = "application/avro";

    private static final String ENDED = ".ended";
    private static final int ID_BYTES = 16;

    private EventHeaders() {}

    /** Says what the serializer knows of a record, in place of what was inherited from another; nothing on other topics. */
    public static void identify(Headers headers, String topic, @Nullable SpecificRecord record) {
        Optional<Topic<?>> known = Topics.find(topic);
        // A producer's interceptor comes before its serializer, that of Kafka Streams after it.
        if (known.isEmpty() || isComplete(headers, known.get(), record != null)) {
            return;
        }
        clear(headers);
        if (record != null) {
            Identity identity = Identity.of(record);
            HeaderText.put(headers, ID, identity.id());
            identity.time().ifPresent(time -> HeaderText.put(headers, TIME, RecordJson.isoMillis(time)));
            HeaderText.put(headers, TYPE, type(known.get(), true));
        }
    }

    /** Completes the headers of a record that is on its way to a topic. */
    static void complete(
            Headers headers, Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value, @Nullable Long timestamp) {
        boolean identified = value != null && type(topic, true).equals(HeaderText.of(headers, TYPE));
        String contentType = HeaderText.of(headers, dev.dateline.schemas.Headers.CONTENT_TYPE);
        String id = HeaderText.of(headers, ID);
        String time = HeaderText.of(headers, TIME);
        if (!identified || id == null || topic.value() == byte[].class) {
            clear(headers);
            id = fingerprint(headers, key, value);
            time = timestamp == null ? null : RecordJson.isoMillis(Instant.ofEpochMilli(timestamp));
        } else {
            clear(headers);
        }
        HeaderText.put(headers, SPEC_VERSION, "1.0");
        HeaderText.put(headers, ID, id);
        HeaderText.put(headers, SOURCE, "urn:dateline:" + origin(topic));
        HeaderText.put(headers, TYPE, type(topic, value != null));
        if (time != null) {
            HeaderText.put(headers, TIME, time);
        }
        if (key != null && key.length > 0) {
            headers.add(SUBJECT, key);
        }
        if (value != null) {
            boolean bytes = topic.value() == byte[].class;
            String other = contentType == null || contentType.isBlank() ? "application/octet-stream" : contentType;
            HeaderText.put(headers, CONTENT_TYPE, bytes ? other : AVRO);
        }
    }

    /** The type of the events of a topic, of which an end is one where there is no value. */
    static String type(Topic<?> topic, boolean valued) {
        return "dev.dateline." + origin(topic) + (valued ? "" : ENDED);
    }

    /** What is told of an article on the topic of a flashpoint is the event that was told on news.enriched. */
    private static String origin(Topic<?> topic) {
        return Topics.isOfFlashpoint(topic) ? Topics.ENRICHED.name() : topic.name();
    }

    /** What was inherited from a record of another topic has another type. */
    private static boolean isComplete(Headers headers, Topic<?> topic, boolean valued) {
        return headers.lastHeader(SOURCE) != null && type(topic, valued).equals(HeaderText.of(headers, TYPE));
    }

    private static void clear(Headers headers) {
        for (String name : new String[] {SPEC_VERSION, ID, SOURCE, TYPE, TIME, SUBJECT, CONTENT_TYPE}) {
            headers.remove(name);
        }
    }

    /** Equal for equal records, whose place in another topic, where a header names it, is a part of them. */
    private static String fingerprint(Headers headers, byte @Nullable [] key, byte @Nullable [] value) {
        MessageDigest digest = Sha256.begin();
        add(digest, key);
        add(digest, value);
        for (Header header : headers) {
            if (!header.key().endsWith("stacktrace")) {
                add(digest, header.key().getBytes(StandardCharsets.UTF_8));
                add(digest, header.value());
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    private static void add(MessageDigest digest, byte @Nullable [] bytes) {
        int length = bytes == null ? -1 : bytes.length;
        digest.update(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
