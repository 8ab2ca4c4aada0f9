package dev.dateline.ingest.fuzz;

import java.util.Locale;
import java.util.Objects;

/** What Jazzer calls, by these names; the property {@code fuzz.target} says what for. */
public final class JazzerEntry {

    static final String TARGET = "fuzz.target";

    private static final FuzzTargets.Target CHOSEN = FuzzTargets.Target.valueOf(
            Objects.requireNonNull(System.getProperty(TARGET), TARGET).toUpperCase(Locale.ROOT));

    private JazzerEntry() {}

    /** Takes one input. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzTargets.run(CHOSEN, bytes);
    }
}
