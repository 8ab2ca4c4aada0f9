package dev.dateline.cli;

import dev.dateline.bench.speed.Benchmark;
import dev.dateline.bench.speed.Benchmarks;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures speed and memory. */
@Command(
        name = "bench",
        description = "Measure speed and memory as ratios within one run; without a NAME, list what can be measured.")
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "what to measure")
    private @Nullable String name;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "what the benchmark asks for, if anything")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (name == null) {
            Benchmarks.ALL.forEach(benchmark -> out.printf("%-12s %s%n", benchmark.name(), benchmark.description()));
            return 0;
        }
        Benchmark chosen = Benchmarks.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no benchmark is called " + name + "; there are "
                                + Benchmarks.ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "))));
        chosen.run(arguments, out);
        return 0;
    }
}
