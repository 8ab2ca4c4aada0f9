package dev.dateline.bench.speed;

import java.io.PrintStream;
import java.util.List;

/** One measurement of speed or memory, told as a ratio to something that is measured in the same run. */
public interface Benchmark {

    /** The name that the command calls it by. */
    String name();

    /** What it measures, in a sentence. */
    String description();

    /**
     * Measures, and prints a table and, as the last line, one JSON object of the figures. Bounded in count and time.
     *
     * @param arguments what stands after the name, for instance a folder of real articles; all of it may be left out
     * @throws Exception if it cannot be measured here; the message says what is missing
     */
    void run(List<String> arguments, PrintStream out) throws Exception;
}
