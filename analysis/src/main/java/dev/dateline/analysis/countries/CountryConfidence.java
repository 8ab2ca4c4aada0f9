package dev.dateline.analysis.countries;

import dev.dateline.analysis.entities.TableFile;

/**
 * How sure the signs of a country make it: a logistic function of them. Fitted by {@code FitCountries} of the module
 * bench, which writes the table. Immutable.
 */
public final class CountryConfidence {

    /** The table as it ships. */
    public static final String TABLE = "confidence.tsv";

    private static final double SUREST = 0.99;

    private final double[] weights = new double[CountrySign.values().length];

    private CountryConfidence() {
        for (String[] row : TableFile.rows(CountryConfidence.class, TABLE)) {
            weights[CountrySign.valueOf(row[0]).ordinal()] = Double.parseDouble(row[1]);
        }
    }

    /** The confidence by the table of this module, read once per JVM. */
    static CountryConfidence standard() {
        return Standard.CONFIDENCE;
    }

    /** Defers reading to the first use. */
    private static final class Standard {
        private static final CountryConfidence CONFIDENCE = new CountryConfidence();
    }

    /** The confidence, 0..1. */
    double of(double[] signs) {
        double logit = 0;
        for (int i = 0; i < weights.length; i++) {
            logit += weights[i] * signs[i];
        }
        return Math.min(SUREST, 1 / (1 + Math.exp(-logit)));
    }
}
