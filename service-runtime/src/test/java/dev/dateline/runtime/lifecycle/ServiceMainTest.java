package dev.dateline.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the main in a process of its own: signals and exit codes are its subject. */
@Timeout(60)
class ServiceMainTest {

    /** A service that does what its setting {@code mode} says. */
    static final class Sample {

        private Sample() {}

        public static void main(String[] args) {
            System.exit(ServiceMain.run("sample", args, Sample::start));
        }

        private static RunningService start(Settings settings) throws Exception {
            ConfigReader reader = new ConfigReader(settings);
            String mode = reader.text("mode");
            reader.finish(() -> mode);
            if (mode.equals("waits-in-start")) {
                System.out.println("starting");
                new CountDownLatch(1).await();
            }
            return new RunningService() {
                @Override
                public void await() throws Exception {
                    System.out.println("running");
                    if (mode.equals("fails")) {
                        throw new IOException("the broker lost its disk");
                    }
                    new CountDownLatch(1).await();
                }

                @Override
                public void close() throws IOException {
                    System.out.println(
                            "closed, interrupted=" + Thread.currentThread().isInterrupted());
                    if (mode.equals("fails-to-close")) {
                        throw new IOException("could not flush");
                    }
                }
            };
        }
    }

    private record Ended(int exitCode, String output) {}

    private static Process start(String mode, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Sample.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (!mode.isEmpty()) {
            builder.environment().put("DATELINE_MODE", mode);
        }
        return builder.start();
    }

    /** Reads the output; asks the process to stop at the line that says it stands where it should. */
    private static Ended end(Process process, String stopAt) throws Exception {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String lines = output.lines()
                    .peek(line -> {
                        if (line.equals(stopAt)) {
                            // Not process.destroy(), which would close the output too.
                            process.toHandle().destroy();
                        }
                    })
                    .collect(Collectors.joining("\n"));
            return new Ended(process.waitFor(), lines);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aServiceAskedToStopClosesAndExitsWithZero() throws Exception {
        Ended ended = end(start("runs"), "running");

        assertThat(ended.output()).contains("closed, interrupted=false", "sample is stopped");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void aServiceAskedToStopWhileItStartsExitsWithZero() throws Exception {
        Ended ended = end(start("waits-in-start"), "starting");

        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void aServiceThatFailsLogsTheCauseOnceClosesAndExitsWithOne() throws Exception {
        Ended ended = end(start("fails"), "");

        assertThat(ended.output()).containsOnlyOnce("the broker lost its disk").contains("closed");
        assertThat(ended.exitCode()).isOne();
    }

    @Test
    void aServiceThatCannotCloseExitsWithOne() throws Exception {
        Ended ended = end(start("fails-to-close"), "running");

        assertThat(ended.output()).contains("could not flush");
        assertThat(ended.exitCode()).isOne();
    }

    @Test
    void wrongSettingsAreNamedWithoutAStackTrace(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("sample.properties"), "moode=runs\n");

        Ended ended = end(start("", "--config", file.toString()), "");

        assertThat(ended.output())
                .contains("mode is missing", "moode (" + file + ") is no setting of this service")
                .doesNotContain("\tat ");
        assertThat(ended.exitCode()).isOne();
    }

    @Test
    void anUnknownArgumentIsRefused() throws Exception {
        Ended ended = end(start("runs", "--port", "1"), "");

        assertThat(ended.output()).contains("the only argument is --config FILE, not: --port 1");
        assertThat(ended.exitCode()).isOne();
    }
}
