package dev.dateline.ingest.intake;

import dev.dateline.ingest.feeds.FeedCounts;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.ingest.parse.Reason;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts items on their topics: articles on news.raw, refused items on news.rejected. What is written may wait in memory up to
 * the producers' {@code buffer.memory}; beyond that a write blocks, at most for {@code max.block.ms}. Thread-safe.
 */
public final class NewsWriter implements AutoCloseable {

    /** The stage named on news.rejected. */
    static final String STAGE = "ingest";

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Producer<String, RawArticle> articles;
    private final Producer<byte[], byte[]> rejected;
    private final FeedCounts counts;

    /** Opens the producers; connects when the first item is written. */
    public NewsWriter(KafkaSettings kafka, FeedCounts counts) {
        this.articles = new KafkaProducer<>(kafka.producer(Map.of()));
        this.rejected = new KafkaProducer<>(kafka.producer(Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName(),
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName())));
        this.counts = counts;
    }

    /**
     * The circumstances of an item that go along with it.
     *
     * @param replayed how often it was replayed after it was refused; 0 for what a feed sends
     */
    record Delivery(String feed, Instant received, Lane lane, String contentType, int replayed) {}

    /**
     * Writes an item.
     *
     * @return what became of it, once Kafka acknowledged it; an article that Kafka finds too large comes back refused.
     *     Fails if Kafka did not acknowledge it: bad surroundings, the same item may pass later
     */
    CompletableFuture<ParsedItem> write(ParsedItem item, Delivery delivery) {
        return switch (item) {
            case ParsedItem.Article article -> write(article, delivery);
            case ParsedItem.Refused refused -> write(refused, delivery);
        };
    }

    private CompletableFuture<ParsedItem> write(ParsedItem.Article item, Delivery delivery) {
        ProducerRecord<String, RawArticle> record =
                new ProducerRecord<>(Topics.RAW.name(), item.article().getId(), item.article());
        describe(record, delivery);
        record.headers().add(Headers.ORIGINAL, item.original());
        return send(articles, record)
                .handle((acknowledged, failure) -> switch (failure) {
                    case null -> {
                        counts.accepted(delivery.feed());
                        yield CompletableFuture.<ParsedItem>completedFuture(item);
                    }
                    case RecordTooLargeException tooLarge -> write(tooLarge(item), delivery);
                    default -> CompletableFuture.<ParsedItem>failedFuture(failure);
                })
                .thenCompose(result -> result);
    }

    private static ParsedItem.Refused tooLarge(ParsedItem.Article item) {
        String detail = "the article with its original bytes is larger than a message may be; shorten it or split it";
        return new ParsedItem.Refused(Reason.TOO_LARGE, detail, item.line(), item.original());
    }

    private CompletableFuture<ParsedItem> write(ParsedItem.Refused item, Delivery delivery) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.REJECTED.name(), item.original());
        describe(record, delivery);
        add(record, Headers.STAGE, STAGE);
        add(record, Headers.LANE, delivery.lane().name().toLowerCase(Locale.ROOT));
        add(record, Headers.REASON, item.code());
        add(record, Headers.DETAIL, item.detail());
        add(record, Headers.CONTENT_TYPE, delivery.contentType());
        return send(rejected, record).thenApply(acknowledged -> {
            counts.rejected(delivery.feed(), item.code());
            return item;
        });
    }

    private static void describe(ProducerRecord<?, ?> record, Delivery delivery) {
        add(record, Headers.FEED, delivery.feed());
        add(record, Headers.RECEIVED, Long.toString(delivery.received().toEpochMilli()));
        if (delivery.replayed() > 0) {
            add(record, Headers.REPLAYED, Integer.toString(delivery.replayed()));
        }
    }

    private static void add(ProducerRecord<?, ?> record, String header, String value) {
        record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
    }

    private static <K, V> CompletableFuture<Boolean> send(Producer<K, V> producer, ProducerRecord<K, V> record) {
        CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(true);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    /** Waits for what is on its way. */
    @Override
    public void close() {
        try {
            articles.close(CLOSE_WITHIN);
        } finally {
            rejected.close(CLOSE_WITHIN);
        }
    }
}
