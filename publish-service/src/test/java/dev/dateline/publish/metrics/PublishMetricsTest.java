package dev.dateline.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dateline.publish.metrics.PublishMetrics.Latency;
import dev.dateline.publish.metrics.PublishMetrics.Reached;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishMetricsTest {

    private final MockClock clock = new MockClock();
    private final PublishMetrics metrics = new PublishMetrics(new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock));

    @ParameterizedTest
    @EnumSource
    void aStageHasPercentilesForSomeMinutesAfterAnArticleAndNoneElse(Reached stage) {
        assertThat(metrics.latency(stage)).isEmpty();

        for (int millis = 1; millis <= 100; millis++) {
            metrics.reached(stage, Duration.ofMillis(millis));
        }

        Latency latency = metrics.latency(stage).orElseThrow();
        assertThat(latency.count()).isEqualTo(100);
        assertThat(latency.p50()).isCloseTo(0.050, within(0.005));
        assertThat(latency.p95()).isCloseTo(0.095, within(0.010));
        assertThat(latency.p99()).isCloseTo(0.099, within(0.010));

        clock.add(Duration.ofMinutes(10));

        assertThat(metrics.latency(stage)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatTookNoMillisecondOrLessThanNothingIsToldAllTheSame(Reached stage) {
        metrics.reached(stage, Duration.ZERO);
        metrics.reached(stage, Duration.ofSeconds(-3));

        Latency latency = metrics.latency(stage).orElseThrow();
        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.p99()).isCloseTo(0.001, within(0.0001));
    }
}
