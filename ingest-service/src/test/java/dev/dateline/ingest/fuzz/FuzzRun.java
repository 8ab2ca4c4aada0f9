package dev.dateline.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The long form of fuzzing, with Jazzer in a process of its own, one target after the other: {@code mvnw -Pfuzz -pl ingest-service
 * -am test}. {@code fuzz.seconds} (600) is the time of each; {@code fuzz.targets} names the targets, all if it is empty. What was found lies in
 * {@code target/fuzz/TARGET}, and so does the corpus, with which the next run goes on.
 */
class FuzzRun {

    /** An endless loop never comes back to be measured; this ends it. */
    private static final int ENDLESS_SECONDS = 25;

    /** Twice the longest seed and more, so that whole documents are put together. */
    private static final int LONGEST_INPUT = 64 * 1024;

    @ParameterizedTest
    @EnumSource(FuzzTargets.Target.class)
    void nothingThatJazzerMakesBreaksATarget(FuzzTargets.Target target) throws Exception {
        String name = target.name().toLowerCase(Locale.ROOT);
        String chosen = System.getProperty("fuzz.targets", "");
        assumeThat(chosen.isEmpty()
                        || List.of(chosen.toLowerCase(Locale.ROOT).split(",")).contains(name))
                .as("%s is chosen", name)
                .isTrue();
        Path folder = Path.of("target", "fuzz", name).toAbsolutePath();
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        int seconds = Integer.getInteger("fuzz.seconds", 600);

        Process jazzer = new ProcessBuilder(command(target, folder, corpus, seconds))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jazzer.log").toFile())
                .start();
        try {
            // Jazzer ends by itself; the margin is for its start and for reading the corpus.
            assertThat(jazzer.waitFor(seconds + 300L, TimeUnit.SECONDS))
                    .as("Jazzer ended in time; see %s", folder)
                    .isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        List<String> log = Files.readAllLines(folder.resolve("jazzer.log"));
        log.stream().filter(line -> line.startsWith("stat::")).forEach(line -> System.out.println(name + "  " + line));
        assertThat(jazzer.exitValue())
                .as("%s; the whole log is in %s:%n%s", name, folder, String.join("\n", end(log)))
                .isZero();
    }

    private static List<String> command(FuzzTargets.Target target, Path folder, Path corpus, int seconds)
            throws URISyntaxException {
        Path resources = Path.of(
                Objects.requireNonNull(FuzzRun.class.getResource("/fuzz")).toURI());
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + JazzerEntry.TARGET + "=" + target,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=dev.dateline.**:org.jsoup.**",
                "--reproducer_path=" + folder,
                "-max_total_time=" + seconds,
                "-timeout=" + ENDLESS_SECONDS,
                "-max_len=" + LONGEST_INPUT,
                // Long inputs from the beginning: a few bytes of a format reach nothing but its refusal.
                "-len_control=0",
                "-dict=" + resources.resolve("words.dict"),
                "-print_final_stats=1",
                "-artifact_prefix=" + folder + "/",
                corpus.toString(),
                resources.resolve(target.seeds()).toString());
    }

    private static List<String> end(List<String> log) {
        return log.subList(Math.max(0, log.size() - 60), log.size());
    }
}
