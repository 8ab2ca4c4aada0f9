package dev.dateline.ingest.intake;

import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The answers to requests with an {@code Idempotency-Key}, kept for a day, so that a request sent again is answered alike and
 * writes nothing. Bounded in bytes, the oldest go first; what is gone, also over a restart, is simply done again, which is
 * safe because an item has the same id each time and enrich passes over what it knows. Thread-safe.
 */
final class Answers {

    private static final long KEPT_NANOS = Duration.ofHours(24).toNanos();

    /** What an entry costs beside the answer's bytes, roughly. */
    private static final int OVERHEAD_BYTES = 512;

    private final long mostBytes;
    private final LongSupplier nanoTime;
    private final Map<Name, Kept> answers = new LinkedHashMap<>();
    private final Set<Name> running = new HashSet<>();
    private long bytes;

    /**
     * What a request is called.
     *
     * @param caller whose key it was; two callers may use the same words
     * @param feed the feed
     * @param key the words of the client
     */
    record Name(String caller, String feed, String key) {}

    @SuppressWarnings("ArrayRecordComponent") // Compared with MessageDigest.isEqual alone.
    private record Kept(byte[] body, Receipt answer, long since) {
        int cost() {
            return answer.bytes().length + OVERHEAD_BYTES;
        }
    }

    Answers(long mostBytes, LongSupplier nanoTime) {
        this.mostBytes = mostBytes;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins a request, or finds that it was answered before. A request begun must be {@link #end ended}.
     *
     * @return whether it was answered before; then {@link #find} gives the answer
     * @throws ProblemException 409, if the same one is running now
     */
    synchronized boolean begin(Name name) {
        forgetOld();
        if (answers.containsKey(name)) {
            return true;
        }
        if (!running.add(name)) {
            throw new ProblemException(
                    new Problem(
                            409,
                            "idempotency-key-in-use",
                            "A request with this Idempotency-Key is being dealt with",
                            "send it again when that one is answered"),
                    Map.of("Retry-After", "1"),
                    null);
        }
        return false;
    }

    /**
     * The answer given before, for the same body.
     *
     * @return empty if it was forgotten meanwhile
     * @throws ProblemException 422, if the body was another one
     */
    synchronized Optional<Receipt> find(Name name, byte[] body) {
        Kept kept = answers.get(name);
        if (kept == null) {
            return Optional.empty();
        }
        if (!MessageDigest.isEqual(kept.body(), body)) {
            throw new ProblemException(new Problem(
                    422,
                    "idempotency-key-reused",
                    "The Idempotency-Key was used for another request",
                    "take a new key for each request; only the very same body may come under the same key"));
        }
        return Optional.of(kept.answer());
    }

    /** Keeps the answer to a request that was begun. */
    synchronized void keep(Name name, byte[] body, Receipt answer) {
        Kept kept = new Kept(body, answer, nanoTime.getAsLong());
        if (kept.cost() > mostBytes / 4) {
            return; // One answer must not push out all others.
        }
        answers.put(name, kept);
        bytes += kept.cost();
        Iterator<Kept> oldest = answers.values().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().cost();
            oldest.remove();
        }
    }

    /** Ends a request that was begun. */
    synchronized void end(Name name) {
        running.remove(name);
    }

    private void forgetOld() {
        Iterator<Kept> oldest = answers.values().iterator();
        while (oldest.hasNext()) {
            Kept kept = oldest.next();
            if (nanoTime.getAsLong() - kept.since() < KEPT_NANOS) {
                return;
            }
            bytes -= kept.cost();
            oldest.remove();
        }
    }
}
