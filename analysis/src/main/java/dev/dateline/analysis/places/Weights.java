package dev.dateline.analysis.places;

import dev.dateline.analysis.entities.TableFile;
import java.util.Arrays;

/**
 * How much each clue speaks for a place, and how sure a place and its country must be to be told. Fitted by
 * {@code FitPlaces} of the module bench, which writes the table. Immutable.
 */
public final class Weights {

    /** The table as it ships. */
    public static final String TABLE = "weights.tsv";

    private final double[] byClue;
    private final double surePlace;
    private final double sureCountry;

    /**
     * Weights that are not those of the table.
     *
     * @param byClue a weight for each of {@link Clue}, in its order
     * @param surePlace the share from which a place is told
     * @param sureCountry the share from which a country is told
     */
    public Weights(double[] byClue, double surePlace, double sureCountry) {
        if (byClue.length != Clue.values().length) {
            throw new IllegalArgumentException(byClue.length + " weights for " + Clue.values().length + " clues");
        }
        this.byClue = byClue.clone();
        this.surePlace = surePlace;
        this.sureCountry = sureCountry;
    }

    /** The weights that ship with this module. */
    public static Weights load() {
        double[] byClue = new double[Clue.values().length];
        double[] sure = new double[2];
        for (String[] row : TableFile.rows(Weights.class, TABLE)) {
            double value = Double.parseDouble(row[1]);
            switch (row[0]) {
                case "SURE_PLACE" -> sure[0] = value;
                case "SURE_COUNTRY" -> sure[1] = value;
                default -> byClue[Clue.valueOf(row[0]).ordinal()] = value;
            }
        }
        return new Weights(byClue, sure[0], sure[1]);
    }

    /** What all clues add up to, in logits. */
    double score(double[] clues) {
        double score = 0;
        for (int i = 0; i < clues.length; i++) {
            score += byClue[i] * clues[i];
        }
        return score;
    }

    /** The share from which a place is told. */
    public double surePlace() {
        return surePlace;
    }

    /** The share from which a country is told. */
    public double sureCountry() {
        return sureCountry;
    }

    /** A weight for each of {@link Clue}, in its order. */
    public double[] byClue() {
        return Arrays.copyOf(byClue, byClue.length);
    }
}
