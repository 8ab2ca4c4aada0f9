package dev.dateline.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewestTest {

    private final Newest newest = new Newest();

    private List<Integer> of(int term, int most) {
        int[] into = new int[most];
        return Arrays.stream(into, 0, newest.of(term, into)).boxed().toList();
    }

    @Test
    void givesTheNewestFirstAndNoMoreThanAsked() {
        for (int place : new int[] {4, 9, 2, 7}) {
            newest.add(1, place);
        }
        newest.add(2, 5);
        assertThat(of(1, 3)).containsExactly(7, 2, 9);
        assertThat(of(1, 10)).containsExactly(7, 2, 9, 4);
        assertThat(of(2, 10)).containsExactly(5);
        assertThat(of(3, 10)).isEmpty();
    }

    @Test
    void isTheSameAsAListWhateverIsAddedAndTakenOut() {
        Random random = new Random(3);
        Map<Integer, List<Integer>> expected = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            int term = random.nextInt(5);
            List<Integer> places = expected.computeIfAbsent(term, created -> new ArrayList<>());
            if (places.isEmpty() || random.nextInt(100) < 55) {
                places.add(i);
                newest.add(term, i);
            } else {
                // Mostly the oldest, as time goes; now and then any, as when an article is revised.
                int gone = places.remove(random.nextInt(10) > 0 ? 0 : random.nextInt(places.size()));
                newest.remove(term, gone);
            }
            assertThat(of(term, 64))
                    .isEqualTo(places.reversed().stream().limit(64).toList());
        }
    }
}
