package dev.dateline.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One Kafka node, broker and controller in one, in this JVM or as a process of its own. */
public final class Broker implements Part {

    private static final String NAME = "kafka";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final short TRANSACTIONS_V2 = 2;

    private final DataFolder folder;
    private final int port;
    private final boolean ownProcess;
    private final Properties properties;
    private @Nullable Running running;

    Broker(DataFolder folder, int wantedPort, boolean ownProcess) {
        this.folder = folder;
        this.port = Ports.choose(NAME, wantedPort);
        this.ownProcess = ownProcess;
        this.properties =
                BrokerProperties.of(folder.of(NAME).resolve("logs"), port, Ports.choose("Kafka's controller", 0));
    }

    /** {@return the address for {@code bootstrap.servers}} */
    public String bootstrapServers() {
        return Ports.HOST + ":" + port;
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
        format();
        running = ownProcess ? new Forked(startProcess()) : startHere();
        requireTransactionsV2();
    }

    private void format() {
        String logs = properties.getProperty("log.dirs");
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(clusterId(Path.of(logs)))
                    .addDirectory(logs)
                    .setMetadataLogDirectory(logs)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new LocalStackException("kafka: its storage in " + logs + " cannot be made", e);
        }
    }

    private static String clusterId(Path logs) throws IOException {
        Path formatted = logs.resolve("meta.properties");
        if (!Files.exists(formatted)) {
            return Uuid.randomUuid().toString();
        }
        Properties found = new Properties();
        try (Reader reader = Files.newBufferedReader(formatted, StandardCharsets.UTF_8)) {
            found.load(reader);
        }
        return found.getProperty("cluster.id");
    }

    private Running startHere() {
        BrokerLog.quieten();
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            server.startup();
            return new Embedded(server);
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private GuardedProcess startProcess() {
        Path file = folder.of(NAME).resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new LocalStackException("kafka: " + file + " cannot be written", e);
        }
        List<String> command = List.of(
                JavaCommand.path(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + BrokerLog.PROCESS_CONFIGURATION,
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                file.toString());
        GuardedProcess process = GuardedProcess.start(NAME, folder, "TERM", Map.of(), command);
        Readiness.await(process, () -> Ports.answers(port));
        return process;
    }

    /** Exactly once as we promise it rests on it; a folder formatted by something older would lack it. */
    private void requireTransactionsV2() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            FinalizedVersionRange level = admin.describeFeatures()
                    .featureMetadata()
                    .get(60, TimeUnit.SECONDS)
                    .finalizedFeatures()
                    .get("transaction.version");
            if (level == null || level.maxVersionLevel() < TRANSACTIONS_V2) {
                throw new LocalStackException("kafka: transaction.version is " + level + ", 2 is needed");
            }
        } catch (LocalStackException e) {
            throw e;
        } catch (Exception e) {
            throw new LocalStackException("kafka: the broker does not answer", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    @Override
    public synchronized void kill() {
        if (running != null) {
            running.kill();
        }
    }

    @Override
    public synchronized void restart() {
        stop();
        start();
    }

    @Override
    public synchronized boolean running() {
        return running != null && running.alive();
    }

    private sealed interface Running {
        boolean alive();

        void stop();

        void kill();
    }

    private record Embedded(KafkaRaftServer server) implements Running {

        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public void stop() {
            server.shutdown();
            server.awaitShutdown();
        }

        @Override
        public void kill() {
            throw new UnsupportedOperationException("The broker runs in this JVM: start it as a process to kill it");
        }
    }

    private record Forked(GuardedProcess process) implements Running {

        @Override
        public boolean alive() {
            return process.alive();
        }

        @Override
        public void stop() {
            process.end("TERM", PATIENCE);
        }

        @Override
        public void kill() {
            process.kill();
        }
    }
}
