package dev.dateline.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.ingest.intake.Answers.Name;
import dev.dateline.runtime.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final byte[] BODY = {1};

    private final AtomicLong now = new AtomicLong();
    private final Answers answers = new Answers(10_000, now::get);

    @Test
    void anAnswerIsKeptForADay() {
        answer("a", 100);
        now.set(Duration.ofHours(23).toNanos());
        assertThat(answers.begin(name("a"))).isTrue();
        assertThat(answers.find(name("a"), BODY)).isPresent();

        now.set(Duration.ofHours(24).toNanos());
        assertThat(answers.begin(name("a"))).isFalse();
    }

    @Test
    void theOldestGoWhenThereIsNoMoreRoom() {
        for (int i = 0; i < 20; i++) {
            answer("n" + i, 500);
        }
        assertThat(answers.begin(name("n0"))).isFalse();
        assertThat(answers.begin(name("n19"))).isTrue();
    }

    @Test
    void anAnswerThatWouldPushOutTheOthersIsNotKept() {
        answer("small", 100);
        answer("large", 9_000);
        assertThat(answers.begin(name("large"))).isFalse();
        assertThat(answers.begin(name("small"))).isTrue();
    }

    @Test
    void theSameRequestDoesNotRunTwiceAtOnce() {
        assertThat(answers.begin(name("a"))).isFalse();
        assertThatThrownBy(() -> answers.begin(name("a"))).isInstanceOf(ProblemException.class);
        answers.end(name("a"));
        assertThat(answers.begin(name("a"))).isFalse();
    }

    private void answer(String key, int bytes) {
        assertThat(answers.begin(name(key))).isFalse();
        answers.keep(name(key), BODY, new Receipt(202, "application/json", new byte[bytes]));
        answers.end(name(key));
    }

    private static Name name(String key) {
        return new Name("caller", "feed", key);
    }
}
