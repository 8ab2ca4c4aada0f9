package dev.dateline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts as long as a message may be, made of what is compared with what else the text names. Read pair by pair they take many
 * minutes, in which nothing else of their partition is read; the limit is for that, not for speed.
 */
class LongTextsTest {

    private static final int LENGTH = 800_000;
    private static final String TITLE = "What they said in the city when they met on Tuesday";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Timeout(60)
    void areReadInTimeThatGrowsWithTheirLength(String what, IntFunction<String> part) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; text.length() < LENGTH; i++) {
            text.append(part.apply(i));
        }

        Analysis analysis = Analyzer.standard().analyze(Articles.article(TITLE, text.toString()));

        assertThat(analysis.language()).as("else names are hardly looked for").contains("en");
    }

    static Stream<Arguments> areReadInTimeThatGrowsWithTheirLength() {
        return Stream.of(
                texts("a list of towns", i -> "New York, "),
                texts("towns", i -> "They met in London. "),
                texts("a list of titled names", i -> "Mr. Smith "),
                texts(
                        "names of one family",
                        i -> word(i) + " Smith said. It was said that the talks were held in the old city. "),
                texts(
                        "persons",
                        i -> "John " + word(i) + " said. It was said that the talks were held in the old city. "),
                texts("organisations", i -> "It was the " + word(i) + " Ministry of the old city. "));
    }

    private static Arguments texts(String what, IntFunction<String> part) {
        return Arguments.of(what, part);
    }

    /** A word of its own for each number. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder().append((char) ('A' + number % 26));
        for (int left = number / 26; left > 0; left /= 26) {
            word.append((char) ('a' + left % 26));
        }
        return word.append("on").toString();
    }
}
