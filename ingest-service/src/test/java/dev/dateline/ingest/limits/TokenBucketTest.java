package dev.dateline.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    private final TokenBucket bucket = new TokenBucket(2, 4, 0);

    @Test
    void aBurstPassesAndThenTheRate() {
        for (int i = 0; i < 4; i++) {
            assertThat(bucket.take(0)).isZero();
        }
        assertThat(bucket.take(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(bucket.take(SECOND / 4)).isEqualTo(Duration.ofMillis(250));
        assertThat(bucket.take(SECOND / 2)).isZero();
        assertThat(bucket.take(SECOND / 2)).isPositive();
    }

    @Test
    void aLongPauseFillsItNoFurtherThanTheBurst() {
        int taken = 0;
        while (bucket.take(1000 * SECOND).isZero()) {
            taken++;
        }
        assertThat(taken).isEqualTo(4);
    }
}
