package dev.dateline.bench.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticTest {

    @Test
    void theWeightsThatMadeTheAnswersAreFoundAgain() {
        double[] made = {-0.5, 2, -1};
        List<Logistic.Example> examples = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double[] signs = {1, random.nextInt(2), random.nextDouble()};
            examples.add(new Logistic.Example(signs, random.nextDouble() < Logistic.at(made, signs)));
        }

        double[] fitted = Logistic.fit(examples, made.length, 1);

        assertThat(fitted).containsExactly(made, within(0.15));
        assertThat(Logistic.fit(examples, made.length, 1)).containsExactly(fitted);
    }

    @Test
    void aSignThatNoExampleHasWeighsNothing() {
        List<Logistic.Example> examples = List.of(
                new Logistic.Example(new double[] {1, 0}, true), new Logistic.Example(new double[] {1, 0}, true));

        double[] fitted = Logistic.fit(examples, 2, 1);

        assertThat(fitted[0]).isPositive();
        assertThat(fitted[1]).isZero();
    }
}
