package dev.dateline.analysis.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LatticeTest {

    private static final int TOKENS = 4;

    private final float[] emissions = new float[TOKENS * Labels.COUNT];
    private final float[] learned = new float[Transitions.SIZE];

    LatticeTest() {
        Random random = new Random(7);
        for (int i = 0; i < emissions.length; i++) {
            emissions[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < learned.length; i++) {
            learned[i] = (float) random.nextGaussian();
        }
    }

    @Test
    void probabilitiesAndTheBestLabelsAreThoseOfCountingAllLabellings() {
        Transitions transitions = Transitions.of(learned);
        Lattice lattice = new Lattice(emissions, transitions);
        lattice.sum();
        double total = 0;
        double organisationInTheMiddle = 0;
        double secondOutside = 0;
        double best = Double.NEGATIVE_INFINITY;
        int[] bestLabels = {};
        int first = Labels.first(EntityType.ORGANISATION);
        int further = Labels.further(EntityType.ORGANISATION);
        for (int n = 0; n < Math.pow(Labels.COUNT, TOKENS); n++) {
            int[] labels = labelling(n);
            double score = score(labels, transitions);
            double weight = Math.exp(score);
            total += weight;
            boolean span = labels[1] == first && labels[2] == further && labels[3] != further;
            organisationInTheMiddle += span ? weight : 0;
            secondOutside += labels[1] == Labels.OUTSIDE ? weight : 0;
            if (score > best) {
                best = score;
                bestLabels = labels;
            }
        }

        assertThat(lattice.best()).isEqualTo(bestLabels);
        assertThat(lattice.logPartition()).isCloseTo(Math.log(total), within(1e-6));
        assertThat(lattice.node(1, Labels.OUTSIDE)).isCloseTo(secondOutside / total, within(1e-6));
        assertThat(lattice.span(EntityType.ORGANISATION, 1, 3))
                .isCloseTo(organisationInTheMiddle / total, within(1e-6));
    }

    @Test
    void aNameIsAsLikelyToTheLastBitIfNothingBeforeItsEndIsSummedBackwards() {
        Lattice whole = new Lattice(emissions, Transitions.of(learned));
        whole.sum();
        Lattice part = new Lattice(emissions, Transitions.of(learned));
        part.sum(2);

        assertThat(part.span(EntityType.PERSON, 0, 2)).isEqualTo(whole.span(EntityType.PERSON, 0, 2));
        assertThat(part.span(EntityType.PERSON, 2, TOKENS)).isEqualTo(whole.span(EntityType.PERSON, 2, TOKENS));
    }

    private static int[] labelling(int number) {
        int[] labels = new int[TOKENS];
        int rest = number;
        for (int i = 0; i < TOKENS; i++) {
            labels[i] = rest % Labels.COUNT;
            rest /= Labels.COUNT;
        }
        return labels;
    }

    private double score(int[] labels, Transitions transitions) {
        double score = 0;
        int previous = Transitions.START;
        for (int i = 0; i < TOKENS; i++) {
            score +=
                    emissions[i * Labels.COUNT + labels[i]] + transitions.scores()[previous * Labels.COUNT + labels[i]];
            previous = labels[i];
        }
        return score;
    }
}
