package dev.dateline.cli;

import dev.dateline.bench.evaluate.Suite;
import dev.dateline.bench.evaluate.Suites;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the quality of reading on labelled data. */
@Command(
        name = "evaluate",
        description =
                "Measure the quality of reading on labelled data; prints a table and, last, one JSON object of figures.")
final class EvaluateCommand implements Callable<Integer> {

    private static final String DATA = "../shared/data";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SUITE", description = "what to measure")
    private String suite;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "labelled data, a file or a folder of files (default: the suite's own set in " + DATA + ")")
    private @Nullable Path path;

    @Override
    public Integer call() throws IOException {
        Suite chosen = Suites.named(suite)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no suite is called " + suite + "; there are "
                                + Suites.ALL.stream().map(Suite::name).collect(Collectors.joining(", "))));
        Path data = path == null ? Path.of(DATA, chosen.defaultSet()) : path;
        if (!Files.exists(data)) {
            throw new NoSuchFileException(data.toString());
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        chosen.run(data, out);
        out.flush();
        return 0;
    }
}
