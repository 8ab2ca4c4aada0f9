package dev.dateline.publish.rejected;

import dev.dateline.publish.door.IngestDoor;
import dev.dateline.publish.materialize.Reread;
import dev.dateline.publish.rejected.Replay.Item;
import dev.dateline.publish.rejected.Replay.Outcome;
import dev.dateline.publish.rejected.Way.Target;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.RejectedPlace;
import dev.dateline.publish.store.StoreException;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what replays are to send, a batch at a time, and writes down after each how far it is. An instance that dies leaves at
 * most one batch of which nobody knows whether it was sent; whoever goes on sends it again, and the stages drop what they know.
 * Any number of instances may run on one database. Owns the thread, a consumer and a producer.
 */
final class Replayer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);

    /** Without any word, replays are looked for this often. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** An instance that says nothing for so long has lost its replay to another. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** A batch is settled at least this often, so that the lease holds. */
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(3);

    private static final int MOST_AT_ONCE = 100;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String holder = UUID.randomUUID().toString();
    private final Replays replays;
    private final KafkaSettings kafka;
    private final DoorReplay door;
    private final Reread reread;
    private final Semaphore word = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "replayer");
    private volatile boolean stopping;

    private Replayer(Replays replays, KafkaSettings kafka, IngestDoor door, ReadModel readModel, Clock clock) {
        this.replays = replays;
        this.kafka = kafka;
        this.door = new DoorReplay(door, clock);
        this.reread = new Reread(kafka, readModel.writer());
    }

    /** Begins to look for replays. */
    static Replayer start(Replays replays, KafkaSettings kafka, IngestDoor door, ReadModel readModel, Clock clock) {
        Replayer replayer = new Replayer(replays, kafka, door, readModel, clock);
        replayer.thread.start();
        return replayer;
    }

    /** Says that there may be something to do. */
    void wake() {
        if (word.availablePermits() == 0) {
            word.release();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                try {
                    Optional<Replay> claimed = replays.claim(holder, LEASE);
                    if (claimed.isPresent()) {
                        goOnWith(claimed.get());
                    } else if (word.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                        LOG.trace("Woken");
                    }
                } catch (StoreException | KafkaException e) {
                    requireNotInterrupted(e);
                    LOG.debug("Replays wait", e);
                    Thread.sleep(PAUSE);
                }
            }
            replays.release(holder);
        } catch (InterruptedException e) {
            LOG.debug("Stopped", e);
        } catch (StoreException e) {
            LOG.debug("Nothing is released: the lease runs out", e);
        }
    }

    private static void requireNotInterrupted(RuntimeException e) throws InterruptedException {
        if (e instanceof InterruptException) {
            throw new InterruptedException("while waiting for Kafka");
        }
    }

    private void goOnWith(Replay replay) throws InterruptedException {
        try (RecordsAt records = new RecordsAt(kafka);
                RawReplay raw = new RawReplay(kafka)) {
            Pace pace = new Pace(replay.rate());
            boolean mine = true;
            while (mine && !stopping) {
                List<Item> items = replays.pending(replay.id(), Math.clamp(replay.rate() / 4, 1, MOST_AT_ONCE));
                if (items.isEmpty()) {
                    replays.finish(replay.id(), holder);
                    return;
                }
                mine = send(replay, items, records, raw, pace);
            }
        } catch (NotNowException e) {
            LOG.atInfo()
                    .addKeyValue("replay", replay.id())
                    .addKeyValue("trouble", e.getMessage())
                    .log("A replay waits");
            replays.rest(replay.id(), holder, String.valueOf(e.getMessage()), e.pause());
        } catch (KafkaException e) {
            requireNotInterrupted(e);
            LOG.atInfo().addKeyValue("replay", replay.id()).setCause(e).log("A replay waits");
            replays.rest(replay.id(), holder, "Kafka or the registry does not answer (" + e.getMessage() + ")", PAUSE);
        }
    }

    /** Sends one batch and writes down what became of it, also of the part before something that failed; whether to go on. */
    private boolean send(Replay replay, List<Item> items, RecordsAt records, RawReplay raw, Pace pace)
            throws NotNowException, InterruptedException {
        Map<RejectedPlace, ConsumerRecord<byte[], byte[]>> found =
                records.read(items.stream().map(Item::source).toList());
        Map<Item, Outcome> outcomes = new LinkedHashMap<>();
        Map<Item, Future<RecordMetadata>> underWay = new LinkedHashMap<>();
        long deadline = System.nanoTime() + SETTLED_WITHIN.toNanos();
        boolean mine = true;
        try {
            for (Item item : items) {
                if (stopping || System.nanoTime() > deadline) {
                    break;
                }
                pace.await();
                ConsumerRecord<byte[], byte[]> record = found.get(item.source());
                if (record == null) {
                    outcomes.put(item, new Outcome.Skipped("gone", "Kafka no longer has it"));
                } else if (item.target() == Target.NEWS_RAW) {
                    underWay.put(item, raw.send(replay.id(), item, record));
                } else {
                    outcomes.put(item, sendAndWait(replay, item, record));
                }
            }
            for (Map.Entry<Item, Future<RecordMetadata>> sent : underWay.entrySet()) {
                outcomes.put(sent.getKey(), RawReplay.outcome(sent.getValue()));
            }
        } finally {
            mine = replays.settle(replay.id(), holder, LEASE, outcomes);
        }
        return mine;
    }

    private Outcome sendAndWait(Replay replay, Item item, ConsumerRecord<byte[], byte[]> record)
            throws NotNowException, InterruptedException {
        return switch (item.target()) {
            case INGEST -> door.push(replay.id(), item, record);
            case READ_MODEL ->
                reread.again(record)
                        .<Outcome>map(refusal -> new Outcome.Refused(refusal.reason(), refusal.detail()))
                        .orElseGet(Outcome.Sent::new);
            case NEWS_RAW -> throw new IllegalArgumentException("sent without waiting");
        };
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        wake();
        if (!thread.join(Duration.ofSeconds(5))) {
            thread.interrupt();
            thread.join();
        }
    }
}
