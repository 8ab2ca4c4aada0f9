package dev.dateline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The examples read what the pipeline publishes; each is skipped, saying why, where its tool is not there. */
@TestInstance(Lifecycle.PER_CLASS)
final class ExamplesIT {

    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final int COUNT = 5;

    @TempDir
    private Path folder;

    private LocalPipeline pipeline;

    @BeforeAll
    void up(@TempDir Path data) throws Exception {
        pipeline = LocalPipeline.start(new UpOptions(data, 0, true), System.err::println);
        try (ReadApi api = new ReadApi(pipeline.addresses().page())) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    api.json("/v1/articles").path("items").size())
                            .isGreaterThan(2 * COUNT));
        }
    }

    @AfterAll
    void down() throws Exception {
        pipeline.close();
    }

    private record Finished(int exitCode, List<String> lines, String errors) {}

    private Finished run(Path in, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(command + " does not end: " + Files.readString(errors));
        }
        return new Finished(process.exitValue(), Files.readAllLines(output), Files.readString(errors));
    }

    private Finished example(Path in, String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.add(pipeline.addresses().kafka());
        whole.add(pipeline.addresses().registry());
        whole.add(Integer.toString(COUNT));
        Finished finished = run(in, whole);
        assertThat(finished.exitCode()).as(finished.errors()).isZero();
        return finished;
    }

    private static void checkArticles(Finished finished) {
        assertThat(finished.lines()).hasSize(COUNT).allMatch(line -> line.matches("[^\\t]+/\\d+\\t[^\\t]+\\t.+"));
    }

    private void require(String... command) throws InterruptedException {
        try {
            Finished finished = run(folder, List.of(command));
            assumeTrue(finished.exitCode() == 0, "not run: " + String.join(" ", command) + ": " + finished.errors());
        } catch (IOException e) {
            abort(command[0] + " is not there: its example was not run");
        }
    }

    @Test
    void java() throws Exception {
        checkArticles(example(
                EXAMPLES,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EXAMPLES.resolve("java/ReadArticles.java").toString()));
    }

    @Test
    void node() throws Exception {
        for (String file : List.of("package.json", "read-articles.js")) {
            Files.copy(
                    EXAMPLES.resolve("node").resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        require("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent");

        checkArticles(example(folder, "node", "read-articles.js"));
    }

    @Test
    void python() throws Exception {
        require("/usr/bin/python3", "-c", "import avro, confluent_kafka");

        checkArticles(example(
                folder,
                "/usr/bin/python3",
                EXAMPLES.resolve("python/read_articles.py").toString()));
    }

    @Test
    void kcat() throws Exception {
        require("kcat", "-V");

        Finished finished =
                example(folder, EXAMPLES.resolve("kcat/read-articles.sh").toString());

        assertThat(finished.lines())
                .hasSize(COUNT)
                .allMatch(line -> line.contains("ce_type=dev.dateline.news.enriched"));
    }
}
