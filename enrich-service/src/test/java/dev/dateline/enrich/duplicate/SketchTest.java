package dev.dateline.enrich.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SketchTest {

    private static final String TITLE = "Ferry with 120 aboard runs aground";

    private final Random random = new Random(7);

    private String words(int count) {
        return random.ints(count, 0, 5000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    private static String first(String text, int words) {
        return text.lines()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .limit(words)
                .collect(Collectors.joining(" "));
    }

    @Test
    void theSameWordsInOtherLetteringAreExact() {
        String body = words(200);
        assertThat(Sketch.of(TITLE, body)
                        .to(Sketch.of(TITLE.toUpperCase(Locale.ROOT), body + " ."))
                        .copy())
                .isEqualTo(Likeness.Kind.EXACT);
    }

    @Test
    void anotherHeadlineIsNear() {
        String body = words(200);
        assertThat(Sketch.of("Passengers saved after ferry runs onto rocks", body)
                        .to(Sketch.of(TITLE, body))
                        .copy())
                .isEqualTo(Likeness.Kind.NEAR);
    }

    @Test
    void aReprintCutToAThirdIsPartOfTheOriginalAndNotTheOtherWayRound() {
        String body = words(600);
        Sketch original = Sketch.of(TITLE, body);
        Sketch reprint = Sketch.of(TITLE, first(body, 200));
        assertThat(reprint.to(original).copy()).isEqualTo(Likeness.Kind.PARTIAL);
        assertThat(original.to(reprint).copy()).isEqualTo(Likeness.Kind.NONE);
        assertThat(original.to(reprint).kind()).isEqualTo(Likeness.Kind.PARTIAL);
    }

    @Test
    void otherTextIsNoCopy() {
        assertThat(Sketch.of(TITLE, words(200)).to(Sketch.of(TITLE, words(200))).kind())
                .isEqualTo(Likeness.Kind.NONE);
    }

    @Test
    void aLongTextIsSampledAndStillMeasured() {
        String body = words(9000);
        Sketch whole = Sketch.of(TITLE, body);
        Sketch third = Sketch.of(TITLE, first(body, 3000));
        assertThat(whole.hashes().length).isLessThanOrEqualTo(Sketch.KEPT).isGreaterThan(Sketch.KEPT / 3);
        assertThat(third.to(whole).contained()).isCloseTo(1, within(0.01));
        assertThat(third.to(whole).resemblance()).isCloseTo(1 / 3.0, within(0.1));
        assertThat((double) whole.shingles()).isCloseTo(9000, within(1500.0));
    }

    @Test
    void anEmptyTextIsLikeNothing() {
        Sketch empty = Sketch.of("", "");
        assertThat(empty.to(empty).kind()).isEqualTo(Likeness.Kind.NONE);
        assertThat(empty.to(Sketch.of(TITLE, "")).kind()).isEqualTo(Likeness.Kind.NONE);
    }
}
