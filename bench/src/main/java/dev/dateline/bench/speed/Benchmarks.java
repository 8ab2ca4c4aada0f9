package dev.dateline.bench.speed;

import java.util.List;
import java.util.Optional;

/** Every benchmark there is. */
public final class Benchmarks {

    /** In the order in which an article passes what they measure. */
    public static final List<Benchmark> ALL = List.of(
            new NamesBenchmark(),
            new PushBenchmark(),
            new AnalysisBenchmark(),
            new MemoryBenchmark(),
            new StoriesBenchmark(),
            new TrendsBenchmark(),
            new TrendsRecompute(),
            new MaterializeBenchmark(),
            new SearchBenchmark(),
            new PageBenchmark(),
            new StreamBenchmark());

    private Benchmarks() {}

    /** The benchmark of that name, if there is one. */
    public static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}
