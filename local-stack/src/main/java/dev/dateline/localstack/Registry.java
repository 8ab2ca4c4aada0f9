package dev.dateline.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Apicurio Registry as a process of its own: its Confluent API, its schemas in an H2 file. */
public final class Registry implements Part {

    private static final String NAME = "registry";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataFolder folder;
    private final int port;
    private final Path application;
    private final ClassArchive classes;
    private @Nullable GuardedProcess process;

    Registry(DataFolder folder, int wantedPort) {
        this.folder = folder;
        this.port = Ports.choose(NAME, wantedPort);
        this.application = application();
        this.classes = new ClassArchive("registry-app", folder.of(NAME));
    }

    /** {@return the base of the Confluent REST API} */
    public String url() {
        return "http://" + Ports.HOST + ":" + port + "/apis/ccompat/v7";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    synchronized void start() {
        GuardedProcess started = GuardedProcess.start(NAME, folder, "TERM", Map.of(), command());
        process = started;
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest question = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            Readiness.await(started, () -> answers(client, question));
        }
    }

    private static boolean answers(HttpClient client, HttpRequest question) throws IOException, InterruptedException {
        return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    private List<String> command() {
        Path data = folder.of(NAME);
        int managementPort = Ports.choose("the registry's health", 0);
        return List.of(
                JavaCommand.path(),
                "-Xmx128m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                classes.option(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dquarkus.http.host=" + Ports.HOST,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.access-log.enabled=false",
                "-Dquarkus.management.host=" + Ports.HOST,
                "-Dquarkus.management.port=" + managementPort,
                "-Dapicurio.rules.global.compatibility=BACKWARD",
                // By default H2 writes half a second late: a kill would lose schema ids that records already carry.
                "-Dapicurio.datasource.url=jdbc:h2:file:" + data.resolve("schemas") + ";WRITE_DELAY=0",
                "-Dapicurio.datasource.jdbc.initial-size=2",
                "-Dapicurio.datasource.jdbc.min-size=2",
                "-Dapicurio.datasource.jdbc.max-size=10",
                "-Dapicurio.storage.snapshot.location=" + data,
                "-jar",
                application.toString());
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            if (process.end("TERM", PATIENCE)) {
                classes.keepDraft();
            }
            process = null;
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized void restart() {
        stop();
        start();
    }

    @Override
    public synchronized boolean running() {
        return process != null && process.alive();
    }

    private static Path application() {
        Path application = ProgramFolder.path().resolve("registry-app/quarkus-run.jar");
        if (!Files.isRegularFile(application)) {
            throw new LocalStackException(
                    "The registry application is not at %s: build local-stack with Maven, or name the folder of registry-app by -D%s"
                            .formatted(application, LocalStack.PROGRAMS_PROPERTY));
        }
        return application;
    }
}
