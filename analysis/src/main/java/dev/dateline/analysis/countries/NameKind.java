package dev.dateline.analysis.countries;

/** What the words are that name a country, the surest first. */
public enum NameKind {
    NAME("name", 0.97),
    ADJECTIVE("adjective", 0.93),
    SEAT("seat of government", 0.9),
    REGION("region", 0.88),
    CITY("city", 0.82),
    LEADER("leader", 0.8),
    NONE("none", 0);

    private final String label;
    private final double confidence;

    NameKind(String label, double confidence) {
        this.label = label;
        this.confidence = confidence;
    }

    /** How the receipt names it. */
    String label() {
        return label;
    }

    /** How sure one mention alone makes, 0..1. */
    public double confidence() {
        return confidence;
    }

    /** Whether the words are the name of a place within the country, so that another place may bear it too. */
    public boolean isPlace() {
        return this == SEAT || this == REGION || this == CITY;
    }
}
