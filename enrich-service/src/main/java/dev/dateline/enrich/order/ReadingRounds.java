package dev.dateline.enrich.order;

import dev.dateline.enrich.order.ReadingProgress.Progress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From offsets that were asked for again and again, how far news.raw has been read. What a task has read of it is committed
 * together with the reports that it wrote, so that once the commit is seen, they are before the end of their topic; they have
 * arrived when that end, asked for afterwards, has been read too. Not safe for many threads.
 */
final class ReadingRounds {

    /**
     * Of one partition of news.raw.
     *
     * @param end its end
     * @param read how far it was committed after that
     */
    record Where(long end, long read) {}

    /**
     * What was asked for, in this order.
     *
     * @param at when the first question was asked, milliseconds since 1970
     * @param partitions of news.raw
     * @param reportsRead how far the topic of the reports is committed
     * @param reportsEnd its end, of transactions that are open included
     */
    record Round(long at, Map<Integer, Where> partitions, long reportsRead, long reportsEnd) {}

    private record Goal(long at, long end) {}

    private record Claim(Map<Integer, Long> readAt, long reportsEnd) {}

    private final Map<Integer, Goal> goals = new HashMap<>();
    private final Map<Integer, Long> reached = new HashMap<>();
    private @Nullable Claim claim;
    private Map<Integer, Long> readAt = Map.of();

    /** How far the partitions are, after one more round. */
    Map<Integer, Progress> after(Round round) {
        round.partitions().forEach((partition, where) -> reach(partition, where, round.at()));
        if (claim != null && round.reportsRead() >= claim.reportsEnd()) {
            readAt = claim.readAt();
            claim = null;
        }
        if (claim == null) {
            claim = new Claim(Map.copyOf(reached), round.reportsEnd());
        }
        Map<Integer, Progress> progress = new HashMap<>();
        round.partitions()
                .forEach((partition, where) ->
                        progress.put(partition, new Progress(where.read(), readAt.getOrDefault(partition, 0L))));
        return Map.copyOf(progress);
    }

    /** One goal at a time: a partition that is written to all the while is never read to its end of the same moment. */
    private void reach(int partition, Where where, long at) {
        Goal now = new Goal(at, where.end());
        Goal goal = where.read() >= now.end() ? now : goals.getOrDefault(partition, now);
        if (where.read() >= goal.end()) {
            reached.put(partition, goal.at());
            goal = now;
        }
        goals.put(partition, goal);
    }
}
