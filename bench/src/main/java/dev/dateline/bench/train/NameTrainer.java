package dev.dateline.bench.train;

import dev.dateline.analysis.entities.Labels;
import dev.dateline.analysis.entities.Lattice;
import dev.dateline.analysis.entities.NameFeatures;
import dev.dateline.analysis.entities.NameModel;
import dev.dateline.analysis.entities.Transitions;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedSpan;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Trains the tagger of names: a conditional random field by stochastic gradient ascent on the log-likelihood, with
 * AdaGrad step sizes (Duchi, Hazan and Singer 2011), and each weight the mean of what it was over all of training (Polyak and Juditsky 1992). Features seen only once are left out, so that they do not disturb those that share
 * their row. Of the others a share is left out at random each time that a sentence is read (Srivastava et al. 2014), so that the model also leans
 * on those that stay useful where the words are new (Sutton, Sindelar and McCallum 2006). One thread, a fixed seed and strict arithmetic: equal input gives equal bytes.
 */
final class NameTrainer {

    private static final int LABELS = Labels.COUNT;
    private static final long SEED = 20261124;
    private static final int COUNTER_BITS = 26;
    private static final float EPSILON = 1e-4f;

    /** The share of features that is left out. */
    private static final float LEFT_OUT = 0.25f;

    /** A token whose labels are this near to their goal teaches nothing more. */
    private static final float SETTLED = 1e-3f;

    private final NameFeatures features;
    private final int epochs;
    private final float rate;
    private final float[] weights = new float[NameModel.ROWS * LABELS];
    private final float[] squares = new float[NameModel.ROWS * LABELS];
    private final float[] transitions = new float[Transitions.SIZE];
    private final float[] transitionSquares = new float[Transitions.SIZE];

    /** Each change of a weight times the number of sentences read before it, from which follows what the weight was on average. */
    private final float[] late = new float[NameModel.ROWS * LABELS];

    private final float[] lateTransitions = new float[Transitions.SIZE];

    private int sentencesRead;
    private final byte[] seen = new byte[1 << COUNTER_BITS];
    private final SplittableRandom leavingOut = new SplittableRandom(SEED);

    /**
     * A trainer.
     *
     * @param epochs how often it passes over the sentences
     * @param rate the AdaGrad step size
     */
    NameTrainer(NameFeatures features, int epochs, float rate) {
        this.features = features;
        this.epochs = epochs;
        this.rate = rate;
    }

    /**
     * Trains.
     *
     * @param sentences what to learn from; one that is to weigh more stands in it several times as the same object
     */
    NameModel train(List<MarkedSentence> sentences) {
        int[][][] hashes = new int[sentences.size()][][];
        byte[][] labels = new byte[sentences.size()][];
        Map<MarkedSentence, Integer> first = new IdentityHashMap<>();
        for (int s = 0; s < hashes.length; s++) {
            Integer same = first.putIfAbsent(sentences.get(s), s);
            if (same != null) {
                hashes[s] = hashes[same];
                labels[s] = labels[same];
                continue;
            }
            hashes[s] = features.hashes(sentences.get(s).tokens());
            labels[s] = labels(sentences.get(s));
            for (int[] token : hashes[s]) {
                for (int hash : token) {
                    int counter = hash >>> (Integer.SIZE - COUNTER_BITS);
                    seen[counter] = (byte) Math.min(2, seen[counter] + 1);
                }
            }
        }
        int[] order = new int[hashes.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Random random = new Random(SEED);
        for (int epoch = 0; epoch < epochs; epoch++) {
            shuffle(order, random);
            for (int s : order) {
                learn(kept(hashes[s]), labels[s]);
                sentencesRead++;
            }
        }
        return NameModel.rounded(averaged(weights, late), averaged(transitions, lateTransitions));
    }

    private float[] averaged(float[] last, float[] lateness) {
        float[] average = new float[last.length];
        for (int i = 0; i < average.length; i++) {
            average[i] = last[i] - lateness[i] / sentencesRead;
        }
        return average;
    }

    private static byte[] labels(MarkedSentence sentence) {
        byte[] labels = new byte[sentence.tokens().size()];
        for (MarkedSpan name : sentence.names()) {
            int begin = sentence.firstToken().get(name.begin());
            int end = sentence.firstToken().get(name.end());
            for (int i = begin; i < end; i++) {
                labels[i] = (byte) (i == begin ? Labels.first(name.type()) : Labels.further(name.type()));
            }
        }
        return labels;
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    /** The features of a sentence that it learns from this time. */
    private int[][] kept(int[][] hashes) {
        int[][] kept = new int[hashes.length][];
        for (int i = 0; i < hashes.length; i++) {
            int[] some = new int[hashes[i].length];
            int size = 0;
            for (int hash : hashes[i]) {
                if (leavingOut.nextFloat() >= LEFT_OUT && isFrequent(hash)) {
                    some[size++] = hash;
                }
            }
            kept[i] = Arrays.copyOf(some, size);
        }
        return kept;
    }

    private void learn(int[][] hashes, byte[] gold) {
        int n = gold.length;
        float[] emissions = new float[n * LABELS];
        for (int i = 0; i < n; i++) {
            for (int hash : hashes[i]) {
                int row = NameModel.row(hash) * LABELS;
                for (int y = 0; y < LABELS; y++) {
                    emissions[i * LABELS + y] += weights[row + y];
                }
            }
        }
        Lattice lattice = new Lattice(emissions, Transitions.of(transitions));
        lattice.sum();
        float[] gradient = new float[LABELS];
        for (int i = 0; i < n; i++) {
            float largest = 0;
            for (int y = 0; y < LABELS; y++) {
                gradient[y] = (float) ((gold[i] == y ? 1 : 0) - lattice.node(i, y));
                largest = Math.max(largest, Math.abs(gradient[y]));
            }
            learnTransitions(lattice, i, gold);
            if (largest < SETTLED) {
                continue;
            }
            for (int hash : hashes[i]) {
                step(weights, squares, late, NameModel.row(hash) * LABELS, gradient);
            }
        }
    }

    private boolean isFrequent(int hash) {
        return seen[hash >>> (Integer.SIZE - COUNTER_BITS)] >= 2;
    }

    private void learnTransitions(Lattice lattice, int i, byte[] gold) {
        float[] gradient = new float[LABELS];
        if (i == 0) {
            for (int y = 0; y < LABELS; y++) {
                gradient[y] = (float) ((gold[0] == y ? 1 : 0) - lattice.node(0, y));
            }
            step(transitions, transitionSquares, lateTransitions, Transitions.START * LABELS, gradient);
            return;
        }
        for (int x = 0; x < LABELS; x++) {
            for (int y = 0; y < LABELS; y++) {
                boolean right = gold[i - 1] == x && gold[i] == y;
                gradient[y] = (float) ((right ? 1 : 0) - lattice.edge(x, i, y));
            }
            step(transitions, transitionSquares, lateTransitions, x * LABELS, gradient);
        }
    }

    private void step(float[] values, float[] sums, float[] lateness, int row, float[] gradient) {
        for (int y = 0; y < LABELS; y++) {
            int k = row + y;
            sums[k] += gradient[y] * gradient[y];
            float change = rate * gradient[y] / (float) Math.sqrt(sums[k] + EPSILON);
            values[k] += change;
            lateness[k] += sentencesRead * change;
        }
    }
}
