package dev.dateline.bench.calibrate;

import java.util.List;

/** Logistic regression by Newton's method: the same examples give the same weights. */
public final class Logistic {

    private static final int STEPS = 30;

    private Logistic() {}

    /**
     * One answer to fit to.
     *
     * @param signs what its confidence goes by
     * @param right whether it was right
     */
    @SuppressWarnings("ArrayRecordComponent") // Read by the fit alone, never compared.
    public record Example(double[] signs, boolean right) {}

    /**
     * A weight for each sign, in logits.
     *
     * @param ridge how much a weight is held back, so that what few examples have is not believed outright
     */
    public static double[] fit(List<Example> examples, int signs, double ridge) {
        double[] weights = new double[signs];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[signs];
            double[][] curvature = new double[signs][signs];
            for (int i = 0; i < signs; i++) {
                gradient[i] = -ridge * weights[i];
                curvature[i][i] = ridge;
            }
            for (Example example : examples) {
                double at = at(weights, example.signs());
                double gap = (example.right() ? 1 : 0) - at;
                for (int i = 0; i < signs; i++) {
                    gradient[i] += gap * example.signs()[i];
                    for (int j = 0; j < signs; j++) {
                        curvature[i][j] += at * (1 - at) * example.signs()[i] * example.signs()[j];
                    }
                }
            }
            double[] change = solved(curvature, gradient);
            for (int i = 0; i < signs; i++) {
                weights[i] += change[i];
            }
        }
        return weights;
    }

    /** The confidence that weights give to signs, 0..1. */
    public static double at(double[] weights, double[] signs) {
        double logit = 0;
        for (int i = 0; i < weights.length; i++) {
            logit += weights[i] * signs[i];
        }
        return 1 / (1 + Math.exp(-logit));
    }

    /** Solves a symmetric, positive definite system by elimination; the matrix and the right side are used up. */
    private static double[] solved(double[][] matrix, double[] right) {
        int size = right.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = matrix[row][pivot] / matrix[pivot][pivot];
                for (int column = pivot; column < size; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
                right[row] -= factor * right[pivot];
            }
        }
        double[] solution = new double[size];
        for (int row = size - 1; row >= 0; row--) {
            double rest = right[row];
            for (int column = row + 1; column < size; column++) {
                rest -= matrix[row][column] * solution[column];
            }
            solution[row] = rest / matrix[row][row];
        }
        return solution;
    }
}
