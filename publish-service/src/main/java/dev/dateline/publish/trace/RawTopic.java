package dev.dateline.publish.trace;

import dev.dateline.runtime.events.HeaderText;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Looks for articles on news.raw itself. A look is bounded in records, bytes and time, whatever is on the topic, and says how
 * far it came. Each look has a consumer of its own, few at a time. Thread-safe.
 */
final class RawTopic implements AutoCloseable {

    /** So many looks at a time; who comes later waits a moment, then is told to come again. */
    private static final int AT_ONCE = 3;

    private static final Duration WAITS = Duration.ofSeconds(2);

    static final int MOST_RECORDS = 20_000;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int MOST_FOUND = 50;

    /** A clock of another machine may be behind by so much. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final KafkaSettings kafka;
    private final Deserializer<RawArticle> articles;
    private final Semaphore free = new Semaphore(AT_ONCE);

    RawTopic(KafkaSettings kafka) {
        this.kafka = kafka;
        this.articles = kafka.serde(RawArticle.class).deserializer();
    }

    /**
     * What a look found.
     *
     * @param records how many records were looked at
     * @param whole whether all that the topic holds was looked at, of the partitions concerned
     * @param trouble why the topic could not be looked at; null if it could
     */
    record Found(
            List<RawRecord> hits,
            long records,
            boolean whole,
            @Nullable String trouble) {}

    /** Records of one article: about the time at which it was received, where that is known, and the newest of its partition. */
    Found ofArticle(String id, Optional<Instant> received) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        return look(
                consumer -> {
                    int partitions = consumer.partitionsFor(Topics.RAW.name()).size();
                    // As Kafka's own producers choose it.
                    int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
                    return List.of(new TopicPartition(Topics.RAW.name(), partition));
                },
                received,
                (record, article) -> id.equals(record.id()));
    }

    /** The newest records of all partitions for which something holds. */
    Found newest(BiPredicate<RawRecord, Optional<RawArticle>> wanted) {
        return look(
                consumer -> consumer.partitionsFor(Topics.RAW.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList(),
                Optional.empty(),
                wanted);
    }

    /** The item as it arrived, with its record; empty if there is no such record. */
    Optional<Original> original(int partition, long offset) throws InterruptedException {
        TopicPartition place = new TopicPartition(Topics.RAW.name(), partition);
        if (!free.tryAcquire(WAITS.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        try (Consumer<byte[], byte[]> consumer = consumer(1)) {
            if (partition >= consumer.partitionsFor(place.topic()).size()) {
                return Optional.empty();
            }
            consumer.assign(List.of(place));
            long begin = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            if (offset < begin || offset >= end) {
                return Optional.empty();
            }
            consumer.seek(place, offset);
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < deadline && consumer.position(place) <= offset) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.offset() == offset) {
                        Header original = record.headers().lastHeader(Headers.ORIGINAL);
                        byte[] bytes = original == null ? record.value() : original.value();
                        Optional<RawArticle> article = decoded(record);
                        return Optional.of(new Original(
                                read(record, article),
                                article.map(RawArticle::getBody).orElse(null),
                                bytes == null ? new byte[0] : bytes,
                                original != null));
                    }
                }
            }
            return Optional.empty();
        } finally {
            free.release();
        }
    }

    /**
     * An item as it arrived.
     *
     * @param body the text that ingest made of it; null where the record cannot be decoded
     * @param kept whether the bytes are those of the item; else they are those of the record itself
     */
    record Original(RawRecord record, @Nullable String body, byte[] bytes, boolean kept) {}

    private interface Places {
        List<TopicPartition> of(Consumer<byte[], byte[]> consumer);
    }

    private Found look(Places places, Optional<Instant> around, BiPredicate<RawRecord, Optional<RawArticle>> wanted) {
        try {
            if (!free.tryAcquire(WAITS.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Found(List.of(), 0, false, "others look at it now; ask again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found(List.of(), 0, false, "the service is closing");
        }
        try (Consumer<byte[], byte[]> consumer = consumer(500)) {
            List<TopicPartition> partitions = places.of(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> newest = new HashMap<>();
            for (TopicPartition partition : partitions) {
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                newest.put(partition, Math.max(begin, end - MOST_RECORDS / partitions.size()));
            }
            Scan scan = new Scan(consumer, wanted);
            boolean whole = newest.entrySet().stream()
                    .allMatch(entry -> entry.getValue() <= begins.getOrDefault(entry.getKey(), 0L));
            boolean through = scan.read(newest, ends);
            if (around.isPresent() && !whole) {
                through &= scan.read(from(consumer, newest, around.orElseThrow()), newest);
            }
            return new Found(scan.hits, scan.records, whole && through, null);
        } catch (KafkaException e) {
            return new Found(List.of(), 0, false, "Kafka does not answer: " + e.getMessage());
        } finally {
            free.release();
        }
    }

    /** Where the records of a time begin, if that is before what was looked at already. */
    private static Map<TopicPartition, Long> from(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> newest, Instant around) {
        Map<TopicPartition, Long> times = new HashMap<>();
        newest.keySet()
                .forEach(partition ->
                        times.put(partition, around.minus(CLOCKS_DIFFER).toEpochMilli()));
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        newest.forEach((partition, looked) -> {
            OffsetAndTimestamp first = found.get(partition);
            from.put(partition, first == null ? looked : Math.min(first.offset(), looked));
        });
        return from;
    }

    private final class Scan {

        private final Consumer<byte[], byte[]> consumer;
        private final BiPredicate<RawRecord, Optional<RawArticle>> wanted;
        private final long deadline = System.nanoTime() + LONGEST.toNanos();
        private final List<RawRecord> hits = new ArrayList<>();
        private long records;
        private long bytes;

        Scan(Consumer<byte[], byte[]> consumer, BiPredicate<RawRecord, Optional<RawArticle>> wanted) {
            this.consumer = consumer;
            this.wanted = wanted;
        }

        /** Whether all between was read within the bounds. */
        boolean read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
            from.forEach(consumer::seek);
            Collection<TopicPartition> open = new ArrayList<>();
            from.forEach((partition, first) -> {
                if (first < until.getOrDefault(partition, 0L)) {
                    open.add(partition);
                }
            });
            consumer.pause(from.keySet());
            consumer.resume(open);
            long most = records + MOST_RECORDS;
            while (!open.isEmpty()) {
                if (System.nanoTime() > deadline
                        || records >= most
                        || bytes > MOST_BYTES
                        || hits.size() >= MOST_FOUND) {
                    return false;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < until.getOrDefault(partition, 0L)) {
                        look(record);
                    }
                }
                List<TopicPartition> done = open.stream()
                        .filter(partition -> consumer.position(partition) >= until.getOrDefault(partition, 0L))
                        .toList();
                open.removeAll(done);
                consumer.pause(done);
            }
            return true;
        }

        private void look(ConsumerRecord<byte[], byte[]> record) {
            records++;
            bytes += record.serializedValueSize();
            Optional<RawArticle> article = decoded(record);
            RawRecord raw = RawTopic.read(record, article);
            if (hits.size() < MOST_FOUND && wanted.test(raw, article)) {
                hits.add(raw);
            }
        }
    }

    private static RawRecord read(ConsumerRecord<byte[], byte[]> record, Optional<RawArticle> article) {
        Header original = record.headers().lastHeader(Headers.ORIGINAL);
        return new RawRecord(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                Instant.ofEpochMilli(record.timestamp()),
                article.map(RawArticle::getFeed).orElseGet(() -> HeaderText.of(record.headers(), Headers.FEED)),
                article.map(RawArticle::getContentHash).orElse(null),
                article.map(RawArticle::getTitle).orElse(null),
                article.flatMap(raw -> raw.getCanonicalUrl().or(raw::getUrl)).orElse(null),
                article.map(RawArticle::getContentType).orElse(null),
                original == null || original.value() == null ? 0 : original.value().length);
    }

    private Optional<RawArticle> decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(articles.deserialize(record.topic(), record.headers(), record.value()));
        } catch (KafkaException e) {
            // What nobody can decode is found by its key and place all the same.
            return Optional.empty();
        }
    }

    private Consumer<byte[], byte[]> consumer(int atOnce) {
        return new KafkaConsumer<>(
                kafka.consumer(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "dateline-trace",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        atOnce,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) LONGEST.toMillis(),
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) LONGEST.toMillis(),
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50,
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        articles.close();
    }
}
