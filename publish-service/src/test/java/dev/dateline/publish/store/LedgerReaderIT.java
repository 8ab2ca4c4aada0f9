package dev.dateline.publish.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.TestReadModel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
final class LedgerReaderIT {

    private static final int FEEDS = 1_000;
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:12.345Z");

    private final TestReadModel model;

    LedgerReaderIT(Stack stack) {
        model = new TestReadModel(stack);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void whatAThousandFeedsGaveIsToldWholeMinuteByMinute() {
        // Minute 0 is the one that runs; what lies an hour and more ago is of no minute that is told.
        model.database().useHandle(handle -> handle.execute("""
                    INSERT INTO ledger_counts (feed, minute, accepted, stored)
                    SELECT 'feed-' || feed, '2026-11-24T09:30:00Z'::timestamptz - ago * interval '1 minute', feed + ago, feed
                    FROM generate_series(1, 1000) AS feed, generate_series(0, 61) AS ago
                    WHERE (feed + ago) % 2 = 0"""));
        model.database().useHandle(handle -> handle.execute("""
                    INSERT INTO ledger_totals (feed, accepted, stored)
                    SELECT feed, sum(accepted), sum(stored) FROM ledger_counts GROUP BY feed"""));

        List<FeedActivity> activities = model.readModel().ledger().activity(NOW);

        assertThat(activities).hasSize(FEEDS);
        for (FeedActivity activity : activities) {
            int feed = Integer.parseInt(activity.feed().substring("feed-".length()));
            assertThat(activity.minutes()).as(activity.feed()).hasSize(FeedActivity.MINUTES);
            for (int ago = 0; ago < FeedActivity.MINUTES; ago++) {
                assertThat(activity.minutes().get(FeedActivity.MINUTES - 1 - ago))
                        .as("%s, %d minutes ago", activity.feed(), ago)
                        .isEqualTo((feed + ago) % 2 == 0 ? feed + ago : 0);
            }
            assertThat(activity.lastHour())
                    .isEqualTo(activity.minutes().stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
    }
}
