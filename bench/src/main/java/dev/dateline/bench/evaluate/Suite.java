package dev.dateline.bench.evaluate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** One measurement of the analysis against labels that people set. */
public interface Suite {

    /** The name that the command calls it by. */
    String name();

    /** The set that the suite measures on unless told otherwise, as a path within a folder of labelled data. */
    String defaultSet();

    /**
     * Measures on a file or folder and prints a table and, as the last line, one JSON object of the figures (0..1).
     *
     * @throws IOException if the path cannot be read as what the suite expects
     */
    void run(Path path, PrintStream out) throws IOException;
}
