package dev.dateline.ingest.intake;

import dev.dateline.ingest.limits.IntakeLimits;
import dev.dateline.ingest.parse.ItemParser.Origin;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Items of one feed on their way to Kafka. Fails with a 503 problem where Kafka does not take them; to bring them again is
 * safe then, because ids are deterministic. For one thread.
 */
public final class Batch {

    /** Long enough for a broker to come back or another request to end, short enough not to hold up a live feed. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private final NewsWriter writer;
    private final IntakeLimits limits;
    private final NewsWriter.Delivery delivery;
    private final List<CompletableFuture<Outcome>> pending = new ArrayList<>();
    private int settled;

    /**
     * No items yet, of what a feed sends.
     *
     * @param contentType of the document that they came in
     */
    public Batch(NewsWriter writer, IntakeLimits limits, Origin origin, @Nullable String contentType) {
        this(writer, limits, origin, contentType, 0);
    }

    /**
     * No items yet.
     *
     * @param contentType of the document that they came in
     * @param replayed how often it was replayed after it was refused
     */
    Batch(NewsWriter writer, IntakeLimits limits, Origin origin, @Nullable String contentType, int replayed) {
        this.writer = writer;
        this.limits = limits;
        this.delivery = new NewsWriter.Delivery(
                origin.feed(),
                origin.received(),
                origin.lane(),
                contentType == null ? "application/octet-stream" : contentType,
                replayed);
    }

    /** Sends an item on its way. */
    public void add(ParsedItem item) throws InterruptedException {
        if (pending.size() == limits.items()) {
            outcomes();
            throw new ProblemException(new Problem(
                    413,
                    "too-many-items",
                    "The request has too many items",
                    "the first " + limits.items() + " were dealt with; send the others in further requests"));
        }
        pending.add(writer.write(item, delivery).thenApply(Outcome::of));
        // Once Kafka fails an item the request fails: to read on would only fill memory.
        while (settled < pending.size() && pending.get(settled).isDone()) {
            await(pending.get(settled), 0);
            settled++;
        }
    }

    /** Whether no item was added. */
    public boolean isEmpty() {
        return pending.isEmpty();
    }

    /** What became of the items, once Kafka has acknowledged all of them. */
    public List<Outcome> outcomes() throws InterruptedException {
        long deadline = System.nanoTime() + limits.acknowledgement().toNanos();
        List<Outcome> outcomes = new ArrayList<>(pending.size());
        for (CompletableFuture<Outcome> item : pending) {
            outcomes.add(await(item, deadline - System.nanoTime()));
        }
        return outcomes;
    }

    private static Outcome await(CompletableFuture<Outcome> item, long nanos) throws InterruptedException {
        try {
            return item.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw notAcknowledged(e.getCause());
        } catch (TimeoutException e) {
            throw notAcknowledged(e);
        }
    }

    private static ProblemException notAcknowledged(@Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        503,
                        "kafka-unavailable",
                        "The articles could not be stored",
                        "not every item was acknowledged; send the whole request again, no item will be taken twice"),
                Map.of("Retry-After", RETRY_AFTER_SECONDS),
                cause);
    }
}
