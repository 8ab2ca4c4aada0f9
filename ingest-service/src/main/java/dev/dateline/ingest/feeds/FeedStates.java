package dev.dateline.ingest.feeds;

import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.FeedState;
import dev.dateline.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of every feed, kept on news.feeds and in memory: read whole at start, then followed, so that several
 * processes see the same. Two that change the same feed at the same moment overwrite one another; the last one holds.
 * Thread-safe.
 */
public final class FeedStates implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedStates.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.FEEDS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(10);

    private record Known(FeedState state, long offset) {}

    private final KafkaProducer<String, FeedState> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<FeedState> deserializer;
    private final Map<String, Known> states = new HashMap<>();
    private final Thread follower;

    /** Reads what is there; waits for it. */
    public FeedStates(KafkaSettings kafka) {
        this.deserializer = kafka.serde(FeedState.class).deserializer();
        this.consumer = new KafkaConsumer<>(
                kafka.consumer(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(kafka.producer(Map.of()));
        try {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(POLL).forEach(this::apply);
            }
        } catch (RuntimeException e) {
            consumer.close();
            producer.close(Duration.ZERO);
            throw e;
        }
        this.follower = Thread.ofPlatform().daemon().name("feed-states").start(this::follow);
    }

    private void follow() {
        try {
            while (true) {
                try {
                    consumer.poll(POLL).forEach(this::apply);
                } catch (WakeupException e) {
                    return;
                } catch (KafkaException e) {
                    LOG.warn("The feeds' states cannot be followed for now", e);
                    Thread.sleep(POLL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            consumer.close();
        }
    }

    private synchronized void apply(ConsumerRecord<String, byte[]> record) {
        Known known = states.get(record.key());
        if (known != null && known.offset() >= record.offset()) {
            return; // Written here, and perhaps changed since.
        }
        if (record.value() == null) {
            states.remove(record.key());
            return;
        }
        try {
            states.put(
                    record.key(), new Known(deserializer.deserialize(record.topic(), record.value()), record.offset()));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("feed", record.key())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("Passed over a feed's state that cannot be read");
        }
    }

    /** The state of a feed; that of a new one where nothing is known. */
    public synchronized FeedState of(String feed) {
        Known known = states.get(feed);
        return known == null ? FeedState.newBuilder().setFeed(feed).build() : known.state();
    }

    /** Whether an operator has the feed stand still. */
    public boolean isPaused(String feed) {
        return of(feed).getPausedSince().isPresent();
    }

    /**
     * Lets pass what a feed sends, unless an operator has it stand still.
     *
     * @throws ProblemException 503, if so: the client keeps what it has and sends it later
     */
    public void requireRunning(String feed) {
        if (isPaused(feed)) {
            throw new ProblemException(
                    new Problem(
                            503, "feed-paused", "The feed is paused", "an operator has it stand still; send it later"),
                    Map.of("Retry-After", "60"),
                    null);
        }
    }

    /** All that is known, by feed. */
    public synchronized SortedMap<String, FeedState> all() {
        SortedMap<String, FeedState> all = new TreeMap<>();
        states.forEach((feed, known) -> all.put(feed, known.state()));
        return all;
    }

    /** Changes a state in memory alone: what is not worth a record. */
    public synchronized void note(String feed, Consumer<FeedState.Builder> change) {
        Known known = states.get(feed);
        states.put(feed, new Known(changed(feed, change), known == null ? -1 : known.offset()));
    }

    /**
     * Changes a state, and returns once Kafka has it.
     *
     * @throws IOException if Kafka did not take it; in memory the change holds nevertheless, and goes along with the next
     */
    public void update(String feed, Consumer<FeedState.Builder> change) throws IOException, InterruptedException {
        FeedState changed;
        synchronized (this) {
            note(feed, change);
            changed = of(feed);
        }
        try {
            RecordMetadata written = producer.send(new ProducerRecord<>(Topics.FEEDS.name(), feed, changed))
                    .get(WRITE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            synchronized (this) {
                states.computeIfPresent(
                        feed, (name, now) -> new Known(now.state(), Math.max(now.offset(), written.offset())));
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IOException("the state of the feed " + feed + " could not be stored", e);
        }
    }

    private FeedState changed(String feed, Consumer<FeedState.Builder> change) {
        FeedState.Builder builder = FeedState.newBuilder(of(feed));
        change.accept(builder);
        return builder.build();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            follower.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
