package dev.dateline.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.schemas.Story;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class EventHeadersTest {

    private static final Instant SEEN = Instant.parse("2026-11-24T09:30:15Z");

    private static Story story(String title) {
        return Story.newBuilder()
                .setId("story-1")
                .setTitle(title)
                .setFirstSeen(SEEN)
                .setLastSeen(SEEN)
                .setIndependentSources(1)
                .build();
    }

    private static Map<String, String> headers(ProducerRecord<?, ?> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            assertThat(headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)))
                    .as(header.key() + " stands once")
                    .isNull();
        }
        return headers;
    }

    /** As a producer sends it: interceptor, then serializer. */
    private static ProducerRecord<Object, Object> sent(ProducerRecord<Object, Object> record) {
        try (EventInterceptor interceptor = new EventInterceptor()) {
            interceptor.onSend(record);
        }
        if (!(record.value() instanceof byte[])) {
            EventHeaders.identify(record.headers(), record.topic(), (Story) record.value());
        }
        return record;
    }

    /** As Kafka Streams sends it: serializer, then interceptor. */
    private static ProducerRecord<Object, Object> forwarded(ProducerRecord<Object, Object> record) {
        EventHeaders.identify(record.headers(), record.topic(), (Story) record.value());
        ProducerRecord<Object, Object> bytes = new ProducerRecord<>(
                record.topic(),
                null,
                record.timestamp(),
                "story-1".getBytes(StandardCharsets.UTF_8),
                record.value() == null ? null : new byte[] {0},
                record.headers());
        try (EventInterceptor interceptor = new EventInterceptor()) {
            return interceptor.onSend(bytes);
        }
    }

    @Test
    void aRecordTellsAnEventByWhateverWayItIsSent() {
        String topic = Topics.STORIES.name();
        Map<String, String> headers = headers(sent(new ProducerRecord<>(topic, "story-1", story("Title"))));

        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", "urn:dateline:news.stories")
                .containsEntry("ce_type", "dev.dateline.news.stories")
                .containsEntry("ce_time", "2026-11-24T09:30:15.000Z")
                .containsEntry("ce_subject", "story-1")
                .containsEntry("content-type", "application/avro");
        assertThat(headers.get("ce_id")).startsWith("story-1/");
        ProducerRecord<Object, Object> inherited = new ProducerRecord<>(topic, "story-1", story("Title"));
        inherited
                .headers()
                .add("ce_id", new byte[] {'x'})
                .add("ce_type", "dev.dateline.news.raw".getBytes(StandardCharsets.UTF_8));
        inherited.headers().add("ce_source", new byte[] {'x'}).add("ce_time", new byte[] {'x'});
        assertThat(headers(forwarded(inherited))).isEqualTo(headers);
    }

    @Test
    void anotherContentIsAnotherEventAndTheSameOneIsTheSame() {
        String topic = Topics.STORIES.name();

        String first = headers(sent(new ProducerRecord<>(topic, "story-1", story("Title"))))
                .get("ce_id");

        assertThat(headers(sent(new ProducerRecord<>(topic, "story-1", story("Title"))))
                        .get("ce_id"))
                .isEqualTo(first);
        assertThat(headers(sent(new ProducerRecord<>(topic, "story-1", story("Other"))))
                        .get("ce_id"))
                .isNotEqualTo(first);
    }

    @Test
    void theEndOfAKeyIsAnEventToo() {
        String topic = Topics.STORIES.name();
        Map<String, String> headers = headers(sent(new ProducerRecord<>(topic, null, 7L, "story-1", null, List.of())));

        assertThat(headers)
                .containsEntry("ce_type", "dev.dateline.news.stories.ended")
                .containsEntry("ce_time", "1970-01-01T00:00:00.007Z")
                .containsEntry("ce_subject", "story-1")
                .containsKey("ce_id")
                .doesNotContainKey("content-type");
        assertThat(headers(forwarded(new ProducerRecord<>(topic, null, 7L, "story-1", null, List.of()))))
                .isEqualTo(headers);
    }

    @Test
    void whatIsOnTheTopicOfAFlashpointIsTheEventOfTheArticle() {
        assertThat(headers(
                        sent(new ProducerRecord<>(Topics.flashpoint("cod-war").name(), "a", new byte[] {0}))))
                .containsEntry("ce_source", "urn:dateline:news.enriched")
                .containsEntry("ce_type", "dev.dateline.news.enriched");
    }

    @Test
    void rejectedBytesKeepTheirMediaTypeAndAreToldApartByWhereTheyWere() {
        ProducerRecord<Object, Object> one = rejected("1");
        ProducerRecord<Object, Object> other = rejected("2");

        assertThat(headers(sent(one)))
                .containsEntry("content-type", "text/plain")
                .doesNotContainKey("ce_subject");
        assertThat(headers(one).get("ce_id")).isNotEqualTo(headers(sent(other)).get("ce_id"));
        assertThat(headers(sent(rejected("1"))).get("ce_id"))
                .isEqualTo(headers(one).get("ce_id"));
    }

    private static ProducerRecord<Object, Object> rejected(String offset) {
        ProducerRecord<Object, Object> record = new ProducerRecord<>(
                Topics.REJECTED.name(), null, null, null, "x".getBytes(StandardCharsets.UTF_8), List.of());
        record.headers()
                .add("dateline-content-type", "text/plain".getBytes(StandardCharsets.UTF_8))
                .add("__streams.errors.offset", offset.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @Test
    void topicsThatAreNotThePipelinesAreLeftAlone() {
        assertThat(headers(sent(new ProducerRecord<>("another", "a", new byte[] {0}))))
                .isEmpty();
    }
}
