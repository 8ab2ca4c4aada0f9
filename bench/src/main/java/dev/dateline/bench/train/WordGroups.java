package dev.dateline.bench.train;

import java.util.Arrays;
import java.util.Random;

/**
 * Groups vectors by k-means on their directions (Dhillon and Modha 2001): fitted to a sample, then every vector goes to the nearest
 * centre. A fixed seed and strict arithmetic: equal input gives equal groups.
 */
final class WordGroups {

    private static final long SEED = 1;

    private final int dimensions;
    private final Random random = new Random(SEED);

    WordGroups(int dimensions) {
        this.dimensions = dimensions;
    }

    /** The centres of the groups, dimension by dimension, of vectors of length 1 that stand one after another. */
    float[][] fit(float[] vectors, int groups, int sample, int rounds) {
        int size = vectors.length / dimensions;
        int[] chosen = new int[Math.min(sample, size)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = chosen.length == size ? i : random.nextInt(size);
        }
        float[][] centres = new float[dimensions][groups];
        for (int g = 0; g < groups; g++) {
            place(centres, g, vectors, random.nextInt(size));
        }
        float[] scores = new float[groups];
        for (int round = 0; round < rounds; round++) {
            float[][] sums = new float[groups][dimensions];
            for (int i : chosen) {
                float[] sum = sums[nearest(vectors, i, centres, scores)];
                for (int d = 0; d < dimensions; d++) {
                    sum[d] += vectors[i * dimensions + d];
                }
            }
            for (int g = 0; g < groups; g++) {
                if (normalise(sums[g], 0, dimensions)) {
                    place(centres, g, sums[g], 0);
                } else {
                    place(centres, g, vectors, random.nextInt(size));
                }
            }
        }
        return centres;
    }

    private void place(float[][] centres, int group, float[] vectors, int index) {
        for (int d = 0; d < dimensions; d++) {
            centres[d][group] = vectors[index * dimensions + d];
        }
    }

    /** The nearest centre of a vector; the scores are room to work in. */
    int nearest(float[] vectors, int index, float[][] centres, float[] scores) {
        Arrays.fill(scores, 0);
        for (int d = 0; d < dimensions; d++) {
            float value = vectors[index * dimensions + d];
            float[] row = centres[d];
            for (int g = 0; g < scores.length; g++) {
                scores[g] += value * row[g];
            }
        }
        int best = 0;
        for (int g = 1; g < scores.length; g++) {
            best = scores[g] > scores[best] ? g : best;
        }
        return best;
    }

    /** Makes the length of a vector 1; whether it had any. */
    static boolean normalise(float[] vectors, int begin, int dimensions) {
        float square = 0;
        for (int d = begin; d < begin + dimensions; d++) {
            square += vectors[d] * vectors[d];
        }
        float factor = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
        for (int d = begin; d < begin + dimensions; d++) {
            vectors[d] *= factor;
        }
        return square > 0;
    }
}
