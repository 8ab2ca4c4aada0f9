package dev.dateline.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Owns what a service opened, and closes it in reverse order, each part once. A part that fails to close keeps none of the
 * others from closing, and its failure is not lost: the first is thrown, the later ones are suppressed in it. For one
 * thread at a time.
 */
@SuppressWarnings("try") // A part may be interrupted while it closes; that is a failure like any other.
public final class Closer implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Takes over a part, right after it was opened. */
    public synchronized <T extends AutoCloseable> T register(T part) {
        parts.push(part);
        return part;
    }

    /** Closes what was opened before a start failed, and gives the failure back with theirs suppressed in it, to be thrown. */
    public <X extends Throwable> X closeAfter(X failure) {
        Throwable ignored = closeAll(failure);
        return failure;
    }

    /** Closes everything that is registered. */
    @Override
    public void close() throws Exception {
        switch (closeAll(null)) {
            case null -> {}
            case Error error -> throw error;
            case Exception exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private synchronized @Nullable Throwable closeAll(@Nullable Throwable failure) {
        @Nullable Throwable first = failure;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Throwable e) {
                if (first == null) {
                    first = e;
                } else if (!first.equals(e)) {
                    first.addSuppressed(e);
                }
            }
        }
        return first;
    }
}
