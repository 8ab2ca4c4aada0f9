package dev.dateline.bench.speed;

import dev.dateline.localstack.JavaCommand;
import dev.dateline.localstack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** An instance of publish-service as a process of its own, on a port of its own, which can be killed and started again. */
final class PublishProcess implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Path config;
    private final Path log;
    private final int port;
    private volatile Process process;

    /** Starts one. */
    PublishProcess(Path folder, String name, Map<String, String> settings) throws IOException {
        port = Ports.free("publish");
        config = folder.resolve(name + ".properties");
        log = folder.resolve(name + ".log");
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("http.port", Integer.toString(port));
        try (var writer = Files.newBufferedWriter(config)) {
            properties.store(writer, null);
        }
        process = launch();
        // A signal ends this JVM before anybody closes what it started.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        JavaCommand.of("512m", "dev.dateline.publish.PublishMain", "--config", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/" + path);
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException {
        process = launch();
    }

    /** Waits until it says that it is ready. */
    void awaitReady(HttpClient client) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_WITHIN.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (isReady(client)) {
                return;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw new IOException("publish-service did not become ready; its log ends with: "
                + String.join(
                        "\n",
                        Files.readAllLines(log).reversed().stream().limit(5).toList()));
    }

    private boolean isReady(HttpClient client) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(uri("readyz")).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }

    /** The memory that the system has given it, in MiB; 0 where that cannot be told. */
    long residentMebibytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // It has just been killed.
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
