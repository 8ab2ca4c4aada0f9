package dev.dateline.publish.delivery;

import dev.dateline.runtime.outbound.Fetched;
import dev.dateline.runtime.outbound.OutboundConfig;
import dev.dateline.runtime.outbound.OutboundHttp;
import dev.dateline.runtime.outbound.Reach;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Sends one message once. Owns the client. */
final class Sender implements AutoCloseable {

    /** Of an answer only the status counts. */
    private static final int ANSWER_BYTES = 4_096;

    /** Subscriptions with addresses on one host must not wait for one another. */
    private static final int CONNECTIONS_A_HOST = 256;

    private final OutboundHttp http;
    private final Reach reach;
    private final Clock clock;

    Sender(DeliveryConfig config, Clock clock) throws Exception {
        this.http = new OutboundHttp(new OutboundConfig(
                "Dateline/0.1 (deliveries)", config.timeout(), ANSWER_BYTES, false, CONNECTIONS_A_HOST));
        this.reach = config.reach();
        this.clock = clock;
    }

    Attempt send(URI url, Message message) throws InterruptedException {
        Instant begun = clock.instant();
        long begin = System.nanoTime();
        try {
            Fetched answer = http.post(url, message.contentType(), message.body(), message.headers(), reach);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return Attempt.answered(begun, took, answer.status(), answer.retryAfter(clock.instant()));
        } catch (IOException e) {
            return Attempt.failed(begun, Duration.ofNanos(System.nanoTime() - begin), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws Exception {
        http.close();
    }
}
