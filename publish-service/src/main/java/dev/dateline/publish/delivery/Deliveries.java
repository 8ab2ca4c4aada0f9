package dev.dateline.publish.delivery;

import dev.dateline.publish.delivery.Matcher.Step;
import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.metrics.PublishMetrics.Reached;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.HeadListener;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.subscription.SealException;
import dev.dateline.publish.subscription.SealedSecret;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.publish.subscription.Subscription;
import dev.dateline.publish.subscription.Subscriptions;
import dev.dateline.runtime.config.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches what is published against standing queries, and sends what is owed. Owns a thread for each, the listener that wakes
 * the first, and the client. Any number of instances may run on one database.
 */
public final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** Without any word, everything is looked at this often. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 200;

    private final Outbox outbox;
    private final Matcher matcher;
    private final Replay replay;
    private final Sender sender;
    private final HeadListener listener;
    private final Subscriptions subscriptions;
    private final SecretSeal seal;
    private final PublishMetrics metrics;
    private final Clock clock;
    private final Semaphore free;
    private final Semaphore word = new Semaphore(0);
    private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread matching = new Thread(this::match, "webhook-matcher");
    private final Thread claiming = new Thread(this::claim, "webhook-courier");
    private Instant tidied = Instant.EPOCH;
    private boolean resealed;
    private volatile boolean stopping;

    private Deliveries(ReadModel readModel, DeliveryConfig config, SecretSeal seal, PublishMetrics metrics, Clock clock)
            throws Exception {
        this.outbox = new Outbox(readModel, config);
        this.matcher = new Matcher(readModel, outbox);
        this.replay = new Replay(readModel, outbox);
        this.sender = new Sender(config, clock);
        this.listener = readModel.listener();
        this.subscriptions = new Subscriptions(readModel, seal);
        this.seal = seal;
        this.metrics = metrics;
        this.clock = clock;
        this.free = new Semaphore(config.atOnce());
    }

    /**
     * Begins.
     *
     * @throws Exception if the client cannot be started
     */
    public static Deliveries start(
            ReadModel readModel, DeliveryConfig config, SecretSeal seal, PublishMetrics metrics, Clock clock)
            throws Exception {
        Deliveries deliveries = new Deliveries(readModel, config, seal, metrics, clock);
        deliveries.matching.start();
        deliveries.claiming.start();
        return deliveries;
    }

    private void match() {
        boolean answering = true;
        try (listener) {
            while (!stopping) {
                try {
                    if (!listener.await(LOOK)) {
                        continue;
                    }
                    Step step;
                    do {
                        step = matcher.step();
                        if (step.owed() > 0) {
                            wake();
                        }
                    } while (step.more() && !stopping);
                    answering = true;
                } catch (StoreException e) {
                    if (answering) {
                        LOG.info("Standing queries wait for the database: {}", String.valueOf(e.getCause()));
                        answering = false;
                    }
                    Thread.sleep(LOOK);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted", e);
        }
    }

    /** Says that something may be due. */
    void wake() {
        if (word.availablePermits() == 0) {
            word.release();
        }
    }

    private void claim() {
        try {
            while (!stopping) {
                boolean woken = word.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                LOG.trace("Looks for what is due, woken: {}", woken);
                try {
                    reseal();
                    sendWhatIsDue();
                    tidy();
                } catch (StoreException e) {
                    LOG.debug("What is due cannot be asked", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted", e);
        }
    }

    private void sendWhatIsDue() throws InterruptedException {
        while (!stopping) {
            int most = Math.min(MOST_AT_ONCE, free.availablePermits());
            List<Claimed> claimed = most == 0 ? List.of() : outbox.claim(most);
            if (claimed.isEmpty()) {
                return;
            }
            for (Claimed message : claimed) {
                free.acquire();
                sending.execute(() -> deliver(message));
            }
        }
    }

    private void deliver(Claimed message) {
        try {
            String record = message.record();
            if (record == null) {
                outbox.cancel(message);
                return;
            }
            Instant now = clock.instant();
            Attempt attempt = send(message, record, now);
            outbox.finish(message, attempt);
            metrics.webhookSent(attempt.succeeded());
            if (attempt.succeeded() && message.attempt() == 1 && !message.replay()) {
                ArticleHead.of(record)
                        .received()
                        .ifPresent(received -> metrics.reached(
                                Reached.DELIVERED,
                                Duration.between(received, attempt.begun().plus(attempt.took()))));
            }
        } catch (StoreException e) {
            // Its claim runs out, and whoever takes it then sends it again, with the same id.
            LOG.atInfo()
                    .addKeyValue("message", message.messageId())
                    .log("What became of a message is not written down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
            wake();
        }
    }

    private Attempt send(Claimed message, String record, Instant now) throws InterruptedException {
        try {
            List<Secret> secrets = opened(message.secrets().at(now), message.subscription());
            return sender.send(message.url(), Message.of(message, record, now, secrets));
        } catch (SealException e) {
            return Attempt.failed(now, Duration.ZERO, String.valueOf(e.getMessage()));
        }
    }

    private List<Secret> opened(List<SealedSecret> sealed, String subscription) throws SealException {
        List<Secret> opened = new ArrayList<>();
        for (SealedSecret secret : sealed) {
            opened.add(seal.open(secret, subscription));
        }
        return opened;
    }

    /** Once, as soon as the database answers. */
    private void reseal() {
        if (!resealed) {
            int closed = subscriptions.reseal();
            resealed = true;
            if (closed > 0) {
                LOG.error(
                        "{} secrets of subscriptions are sealed with a key that {} does not have: nothing can be sent to those",
                        closed,
                        SecretSeal.SETTING);
            } else if (!seal.seals()) {
                LOG.warn(
                        "{} is not set: the secrets of subscriptions stand in the database as they are",
                        SecretSeal.SETTING);
            }
        }
    }

    private void tidy() {
        Instant now = clock.instant();
        if (Duration.between(tidied, now).compareTo(BETWEEN_TIDYINGS) >= 0) {
            tidied = now;
            outbox.tidy();
        }
    }

    /** Owes a subscription again what was published within a span, oldest first. */
    public Replay.Replayed replay(Subscription subscription, ArticleFilter filter) {
        Replay.Replayed replayed = replay.of(subscription, filter);
        wake();
        return replayed;
    }

    /** Sends a message that says nothing, and tells what the endpoint answered; nothing else comes of it. */
    public Outcome test(Subscription subscription) throws InterruptedException {
        String id = "msg_test_" + UUID.randomUUID();
        Instant now = clock.instant();
        Attempt attempt;
        try {
            List<Secret> secrets = opened(subscription.secrets().at(now), subscription.id());
            attempt = sender.send(subscription.url(), Message.test(id, subscription.id(), now, secrets));
        } catch (SealException e) {
            attempt = Attempt.failed(now, Duration.ZERO, String.valueOf(e.getMessage()));
        }
        return new Outcome(
                id,
                attempt.succeeded(),
                attempt.status().isPresent() ? Optional.of(attempt.status().getAsInt()) : Optional.empty(),
                attempt.error(),
                attempt.took());
    }

    /**
     * What came of a test.
     *
     * @param messageId the id of the message
     * @param taken whether the endpoint took it
     * @param status the HTTP status, where one came
     * @param error why it failed, where it did
     * @param took how long it took
     */
    public record Outcome(
            String messageId, boolean taken, Optional<Integer> status, Optional<String> error, Duration took) {}

    @Override
    public void close() throws Exception {
        stopping = true;
        wake();
        matching.join();
        claiming.join();
        // What is under way has its time to end; what does not is claimed anew.
        sending.shutdown();
        if (!sending.awaitTermination(3, TimeUnit.SECONDS)) {
            sending.shutdownNow();
        }
        sender.close();
    }
}
