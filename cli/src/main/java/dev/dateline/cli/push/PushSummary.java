package dev.dateline.cli.push;

import dev.dateline.cli.push.Answer.Refusal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sum of many answers, safe for many threads. */
final class PushSummary {

    private long accepted;
    private final Map<String, Long> refused = new TreeMap<>();

    synchronized void add(Answer answer) {
        accepted += answer.accepted();
        for (Refusal refusal : answer.refusals()) {
            refused.merge(refusal.code(), 1L, Long::sum);
        }
    }

    synchronized long answered() {
        return accepted + refusedInAll();
    }

    private long refusedInAll() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum in a line, such as {@code 3 items: 2 acknowledged, 1 refused (no-content 1)}. */
    @Override
    public synchronized String toString() {
        String reasons = refused.entrySet().stream()
                .map(reason -> reason.getKey() + " " + reason.getValue())
                .collect(Collectors.joining(", "));
        return "%d items: %d acknowledged, %d refused%s"
                .formatted(answered(), accepted, refusedInAll(), reasons.isEmpty() ? "" : " (" + reasons + ")");
    }
}
