package dev.dateline.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final Health health = new Health(Duration.ofMillis(100));

    @Test
    void aServiceIsReadyWhenAllChecksPass() {
        health.add(HealthCheck.of("kafka", () -> {}));
        health.add(HealthCheck.of("database", () -> {}));

        assertThat(health.ready())
                .isEqualTo(new HealthReport(true, Map.of("process", "up", "kafka", "up", "database", "up")));
    }

    @Test
    void theFailingCheckIsNamedAndTheServiceStaysAlive() {
        health.add(HealthCheck.of("kafka", () -> {
            throw new IOException("connection refused");
        }));
        health.add(HealthCheck.of("database", () -> {}));

        assertThat(health.ready())
                .isEqualTo(new HealthReport(false, Map.of("process", "up", "kafka", "failed", "database", "up")));
        assertThat(health.live().healthy()).isTrue();
    }

    @Test
    void whatACheckSaysItselfIsToldToWhoAsked() {
        health.add(HealthCheck.of("topology", () -> {
            throw new IllegalStateException("stop the other build");
        }));
        health.add(HealthCheck.of("kafka", () -> {
            throw new IllegalStateException("refused", new IOException("by a host that is not told"));
        }));

        assertThat(health.ready().checks())
                .containsEntry("topology", "failed: stop the other build")
                .containsEntry("kafka", "failed");
    }

    @Test
    void aHangingCheckIsNamedAfterTheTimeoutAndInterrupted() {
        AtomicBoolean interrupted = new AtomicBoolean();
        health.add(HealthCheck.of("database", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
        }));

        assertThat(health.ready().checks()).containsEntry("database", "no answer");
        await().untilTrue(interrupted);
    }

    @Test
    void aCheckThatHangsForGoodKeepsOneThreadHoweverOftenItIsAsked() {
        AtomicInteger started = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        health.add(HealthCheck.of("database", () -> {
            started.incrementAndGet();
            boolean waiting = true;
            while (waiting) {
                try {
                    release.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    // Deaf, as a driver in native code is.
                }
            }
        }));

        for (int question = 0; question < 5; question++) {
            assertThat(health.ready().checks()).containsEntry("database", "no answer");
        }

        assertThat(started).hasValue(1);
        release.countDown();
        await().untilAsserted(() -> assertThat(health.ready().healthy()).isTrue());
    }

    @Test
    void checksRunSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        for (String name : new String[] {"kafka", "database"}) {
            health.add(HealthCheck.of(name, () -> {
                both.countDown();
                both.await();
            }));
        }

        assertThat(health.ready().healthy()).isTrue();
    }

    @Test
    void aFatalCauseEndsLifeAndTheFirstOneIsThrown() {
        IOException first = new IOException("stream thread died");
        health.fatal(first);
        health.fatal(new IOException("and then the rest"));

        assertThat(health.live()).isEqualTo(new HealthReport(false, Map.of("process", "failed")));
        assertThat(health.ready().healthy()).isFalse();
        assertThatThrownBy(health::awaitFatal).isSameAs(first);
    }

    @Test
    void aFatalErrorKeepsItsCause() {
        OutOfMemoryError cause = new OutOfMemoryError();
        health.fatal(cause);

        assertThatThrownBy(health::awaitFatal)
                .isInstanceOf(ExecutionException.class)
                .hasCause(cause);
    }
}
