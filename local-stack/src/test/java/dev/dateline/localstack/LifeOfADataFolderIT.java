package dev.dateline.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LifeOfADataFolderIT {

    private static final Logger LOG = LoggerFactory.getLogger(LifeOfADataFolderIT.class);

    @TempDir
    private Path folder;

    @Test
    void aStackClosedInGoodOrderGoesOnWhereItStopped() throws Exception {
        try (LocalStack first = LocalStack.start(config())) {
            putSomethingIntoEachPart(first);
        }

        try (LocalStack second = LocalStack.start(config())) {
            assertThatEachPartKeptIt(second);
        }
    }

    @Test
    void whenTheProgramIsKilledItsProcessesEndAndNothingAcknowledgedIsLost() throws Exception {
        Process program = startStackInAnotherJvm();
        List<ProcessHandle> children = parts(program);
        assertThat(children).hasSizeGreaterThanOrEqualTo(2);

        program.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(children).noneMatch(LifeOfADataFolderIT::works));
        try (LocalStack next = LocalStack.start(config())) {
            assertThatEachPartKeptIt(next);
        }
    }

    @Test
    void processesThatOutlivedAKilledProgramAreEndedAtTheNextStart() throws Exception {
        Process program = startStackInAnotherJvm();
        List<ProcessHandle> children = parts(program);
        watchers(program).forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly().waitFor();
        assertThat(children).allMatch(LifeOfADataFolderIT::works);

        try (LocalStack next = LocalStack.start(config())) {
            assertThat(children).noneMatch(LifeOfADataFolderIT::works);
            assertThatEachPartKeptIt(next);
        }
    }

    @Test
    void aFolderHeldByAnotherProcessIsRefusedWithItsNumber() throws Exception {
        Process program = startStackInAnotherJvm();

        assertThatExceptionOfType(DataFolderInUseException.class)
                .isThrownBy(() -> LocalStack.start(config()))
                .withMessageContaining("in use by process " + program.pid());

        program.destroyForcibly().waitFor();
    }

    @Test
    void aTakenPortIsNamedAndTheFolderIsFreeAgain() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            assertThatExceptionOfType(LocalStackException.class)
                    .isThrownBy(() -> LocalStack.start(config().withPorts(other.getLocalPort(), 0, 0)))
                    .withMessageContaining("Port " + other.getLocalPort())
                    .withMessageContaining("wanted for kafka, is taken");
        }
        DataFolder.open(folder).close();
    }

    private LocalStackConfig config() {
        return LocalStackConfig.in(folder).withProgress(LOG::info);
    }

    private static void putSomethingIntoEachPart(Stack stack) throws Exception {
        Contents contents = new Contents(stack);
        contents.createTopic("kept");
        contents.produce("kept", 10);
        contents.register("kept", Contents.ONE_FIELD);
        contents.execute("CREATE TABLE kept AS SELECT generate_series(1, 10)");
    }

    private static void assertThatEachPartKeptIt(Stack stack) throws Exception {
        Contents contents = new Contents(stack);
        assertThat(contents.committed("kept")).hasSize(10);
        assertThat(contents.schemas("kept")).isPresent();
        assertThat(contents.query("SELECT count(*) FROM kept")).isEqualTo("10");
    }

    /** Returns when that stack runs and everything put into it is acknowledged. */
    private Process startStackInAnotherJvm() throws Exception {
        Process program = new ProcessBuilder(
                        JavaCommand.path(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = program.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.equals(Program.READY)) {
            line = output.readLine();
        }
        assertThat(line).as("the stack in the other JVM started").isEqualTo(Program.READY);
        return program;
    }

    private static List<ProcessHandle> parts(Process program) {
        return program.children().toList();
    }

    private static Stream<ProcessHandle> watchers(Process program) {
        return program.descendants()
                .filter(handle -> handle.info().command().orElse("").endsWith("sh"));
    }

    private static boolean works(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    /** Starts a stack, fills it, says so and waits to be killed. */
    static final class Program {

        static final String READY = "ready";

        public static void main(String[] args) throws Exception {
            try (LocalStack stack = LocalStack.start(LocalStackConfig.in(Path.of(args[0])))) {
                putSomethingIntoEachPart(stack);
                System.out.println(READY);
                Thread.currentThread().join();
            }
        }
    }
}
