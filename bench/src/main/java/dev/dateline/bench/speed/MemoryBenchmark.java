package dev.dateline.bench.speed;

import dev.dateline.analysis.Analyzer;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.Locale;

/**
 * The heap that the loaded analysis takes, model and tables: what is in use after a collection once it has read an article,
 * less what was in use after one before it was loaded. In a JVM that has done nothing else.
 */
final class MemoryBenchmark implements Benchmark {

    private static final int COLLECTIONS = 4;
    private static final double MEGABYTE = 1e6;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String description() {
        return "heap of the loaded analysis, model and tables, after a collection";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        long before = used();
        Analyzer analyzer = Analyzer.standard();
        int tags = analyzer.analyze(AnalysisBenchmark.written().getFirst())
                .countries()
                .size();
        long after = used();
        double megabytes = (after - before) / MEGABYTE;
        out.printf(Locale.ROOT, "%-44s %10.1f MB%n", "in use before", before / MEGABYTE);
        out.printf(Locale.ROOT, "%-44s %10.1f MB%n", "in use with " + analyzer.version(), after / MEGABYTE);
        out.printf(Locale.ROOT, "%-44s %10.1f MB (%d countries read)%n", "the analysis", megabytes, tags);
        out.printf(Locale.ROOT, "{\"analysis_mb\":%.1f}%n", megabytes);
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
