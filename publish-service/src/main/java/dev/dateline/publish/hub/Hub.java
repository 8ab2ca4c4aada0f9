package dev.dateline.publish.hub;

import dev.dateline.publish.delivery.DeliveryConfig;
import dev.dateline.publish.hub.HubRequest.Mode;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.subscription.FeedTopic;
import dev.dateline.publish.subscription.SealException;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.publish.subscription.Subscriptions;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.outbound.Fetched;
import dev.dateline.runtime.outbound.OutboundConfig;
import dev.dateline.runtime.outbound.OutboundHttp;
import dev.dateline.runtime.outbound.PrivateAddressException;
import dev.dateline.runtime.outbound.Reach;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub by WebSub (W3C Recommendation, 2018). It asks back whether each subscription was meant before it is kept, and ends those
 * whose lease or key has ended; what is published is matched and sent by the deliveries, which webhooks have too. Owns a thread
 * and a client. Any number of instances may run on one database.
 */
public final class Hub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    /** A callback that cannot be reached is asked again after these times. */
    private static final List<Duration> RETRIES = List.of(Duration.ofSeconds(5), Duration.ofMinutes(1));

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration BETWEEN_TIDYINGS = Duration.ofSeconds(10);
    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final int AT_ONCE = 32;
    private static final int CONNECTIONS_A_HOST = 8;
    private static final int CHALLENGE_BYTES = 20;

    /** An answer holds a challenge of ours, and nothing longer. */
    private static final int ANSWER_BYTES = 1_024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final HubConfig config;
    private final HubRequests requests;
    private final Subscriptions subscriptions;
    private final KeyRing keys;
    private final OutboundHttp http;
    private final Reach reach;
    private final Duration claim;
    private final Clock clock;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Semaphore word = new Semaphore(0);
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread = new Thread(this::run, "hub");
    private Instant tidied = Instant.EPOCH;
    private volatile boolean stopping;

    private Hub(
            ReadModel readModel, HubConfig config, DeliveryConfig delivery, SecretSeal seal, KeyRing keys, Clock clock)
            throws Exception {
        this.config = config;
        this.requests = new HubRequests(readModel, seal);
        this.subscriptions = new Subscriptions(readModel, seal);
        this.keys = keys;
        this.http = new OutboundHttp(new OutboundConfig(
                "Dateline/0.1 (WebSub hub)", delivery.timeout(), ANSWER_BYTES, false, CONNECTIONS_A_HOST));
        this.reach = delivery.reach();
        this.claim = delivery.timeout().plus(SLACK);
        this.clock = clock;
    }

    /**
     * Begins.
     *
     * @throws Exception if the client cannot be started
     */
    public static Hub start(
            ReadModel readModel, HubConfig config, DeliveryConfig delivery, SecretSeal seal, KeyRing keys, Clock clock)
            throws Exception {
        Hub hub = new Hub(readModel, config, delivery, seal, keys, clock);
        hub.thread.start();
        return hub;
    }

    /** Takes a request to subscribe. Returns false if its host is asked too much already. */
    boolean subscribe(
            FeedTopic topic,
            URI callback,
            @Nullable Secret secret,
            Optional<Long> leaseSeconds,
            @Nullable String keyId) {
        Duration lease = config.granted(leaseSeconds.orElse(config.lease().toSeconds()));
        return take(Mode.SUBSCRIBE, topic.address(), callback, secret, lease, keyId);
    }

    /** Takes a request to end a subscription. Returns false if its host is asked too much already. */
    boolean unsubscribe(String topic, URI callback) {
        return take(Mode.UNSUBSCRIBE, topic, callback, null, Duration.ZERO, null);
    }

    private boolean take(
            Mode mode, String topic, URI callback, @Nullable Secret secret, Duration lease, @Nullable String keyId) {
        boolean taken = requests.add(mode, topic, callback, secret, lease, keyId, config.requestsPerHost());
        word.release();
        return taken;
    }

    private void run() {
        try {
            while (!stopping) {
                boolean woken = word.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                LOG.trace("Looks for what is due, woken: {}", woken);
                word.drainPermits();
                try {
                    askWhatIsDue();
                    tidy();
                } catch (StoreException e) {
                    LOG.debug("What is due cannot be asked", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted", e);
        }
    }

    private void askWhatIsDue() throws InterruptedException {
        while (!stopping) {
            int most = free.availablePermits();
            List<HubRequest> due = most == 0 ? List.of() : requests.claim(most, claim);
            if (due.isEmpty()) {
                return;
            }
            for (HubRequest request : due) {
                free.acquire();
                asking.execute(() -> settle(request));
            }
        }
    }

    private void settle(HubRequest asked) {
        try {
            HubRequest request = refusal(asked).map(asked::denied).orElse(asked);
            if (meant(request)) {
                agree(request);
            }
            requests.finish(request);
        } catch (PrivateAddressException | SealException e) {
            LOG.atInfo().addKeyValue("callback", asked.callback()).log("Not asked: {}", e.getMessage());
            requests.finish(asked);
        } catch (IOException e) {
            if (asked.attempt() <= RETRIES.size()) {
                requests.postpone(asked, RETRIES.get(asked.attempt() - 1));
            } else {
                LOG.atInfo().addKeyValue("callback", asked.callback()).log("Cannot be asked: {}", e.getMessage());
                requests.finish(asked);
            }
        } catch (StoreException e) {
            // The claim runs out, and whoever takes it then asks again.
            LOG.debug("What a callback answered is not written down", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    /** Why a subscription is not to be had, if so. */
    private Optional<String> refusal(HubRequest request) {
        if (request.mode() != Mode.SUBSCRIBE) {
            return Optional.empty();
        }
        if (!isValid(request.keyId())) {
            return Optional.of("the key that it was asked for with is no longer valid");
        }
        int others = subscriptions.leases(HubRequests.host(request.callback()), request.topic(), request.callback());
        return others < config.subscriptionsPerHost()
                ? Optional.empty()
                : Optional.of(
                        "there are " + config.subscriptionsPerHost() + " subscriptions with callbacks on that host");
    }

    private boolean isValid(@Nullable String keyId) {
        if (keyId == null) {
            return keys.letsEveryoneIn();
        }
        try {
            return keys.byId(keyId).reader();
        } catch (ProblemException e) {
            LOG.debug("A key is no longer valid", e);
            return false;
        }
    }

    /** Whether the callback says that it was meant; nothing else than a denial's delivery is. */
    private boolean meant(HubRequest request) throws IOException, InterruptedException {
        byte[] random = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(random);
        String challenge = HexFormat.of().formatHex(random);
        Fetched answer = http.get(request.question(challenge), Map.of(), reach);
        if (answer.status() >= 500 || answer.status() == 429) {
            throw new IOException("it answered " + answer.status());
        }
        String said = new String(answer.body(), StandardCharsets.UTF_8).strip();
        return request.mode() != Mode.DENIED && answer.status() / 100 == 2 && said.equals(challenge);
    }

    private void agree(HubRequest request) throws SealException {
        if (request.mode() == Mode.UNSUBSCRIBE) {
            subscriptions.endLease(request.topic(), request.callback());
        } else {
            subscriptions.lease(
                    FeedTopic.known(request.topic()),
                    request.callback(),
                    HubRequests.host(request.callback()),
                    requests.secret(request),
                    request.lease(),
                    request.keyId());
        }
    }

    private void tidy() {
        Instant now = clock.instant();
        if (Duration.between(tidied, now).compareTo(BETWEEN_TIDYINGS) < 0) {
            return;
        }
        tidied = now;
        requests.tidy();
        subscriptions.endExpiredLeases();
        for (String keyId : subscriptions.keysOfLeases()) {
            if (!isValid(keyId)) {
                subscriptions.endLeasesOf(keyId, "the key that it was asked for with is no longer valid");
            }
        }
    }

    @Override
    public void close() throws Exception {
        stopping = true;
        word.release();
        thread.join();
        asking.shutdown();
        if (!asking.awaitTermination(3, TimeUnit.SECONDS)) {
            asking.shutdownNow();
        }
        http.close();
    }
}
