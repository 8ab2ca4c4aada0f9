package dev.dateline.ingest.fuzz;

import java.util.Locale;
import java.util.Objects;

/** What Jazzer calls, by these names; the property {@code fuzz.target} says what for. */
public final class JazzerEntry {

    static final String TARGET = "fuzz.target";

    private static final FuzzTargets.Target CHOSEN = FuzzTargets.Target.valueOf(
            Objects.requireNonNull(System.getProperty(TARGET), TARGET).toUpperCase(Locale.ROOT));

    private JazzerEntry() {}

    /** Takes one input; what is slow here is told by a process without Jazzer's instruments. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (!FuzzTargets.isQuick(CHOSEN, bytes)) {
            Uninstrumented.run(CHOSEN, bytes);
        }
    }
}
