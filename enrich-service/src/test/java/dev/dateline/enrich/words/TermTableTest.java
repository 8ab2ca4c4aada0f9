package dev.dateline.enrich.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TermTableTest {

    @RepeatedTest(20)
    void theProductWithASumIsTheSumOfTheProducts(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<TermVector> vectors = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            vectors.add(vector(random));
        }
        TermVector other = vector(random);
        long expected = vectors.stream().mapToLong(one -> product(one, other)).sum();
        assertThat(TermTable.sum(vectors).dot(other)).isEqualTo(expected);
        assertThat(TermTable.of(other).dot(vectors.getFirst())).isEqualTo(product(vectors.getFirst(), other));
    }

    @Test
    void nothingHasNoProduct() {
        TermVector nothing = TermVector.of("", "", List.of());
        assertThat(TermTable.sum(List.of()).dot(TermVector.of("Ferry sinks", "", List.of())))
                .isZero();
        assertThat(TermTable.of(nothing).dot(nothing)).isZero();
    }

    /** Of terms that meet often, zero and both ends of the range among them. */
    private static TermVector vector(Random random) {
        int[] range = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};
        TreeSet<Integer> terms = new TreeSet<>();
        while (terms.size() < random.nextInt(TermVector.TERMS)) {
            terms.add(random.nextInt(20) == 0 ? range[random.nextInt(range.length)] : random.nextInt(300) << 20);
        }
        short[] weights = new short[terms.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (short) (1 + random.nextInt(TermVector.UNIT));
        }
        return new TermVector(terms.stream().mapToInt(Integer::intValue).toArray(), weights);
    }

    private static long product(TermVector one, TermVector two) {
        long product = 0;
        for (int i = 0; i < one.terms().length; i++) {
            for (int j = 0; j < two.terms().length; j++) {
                product += one.terms()[i] == two.terms()[j] ? (long) one.weights()[i] * two.weights()[j] : 0;
            }
        }
        return product;
    }
}
