package dev.dateline.localstack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack on this machine: the broker in this JVM or as a process, the registry and PostgreSQL as processes that end
 * when this JVM does. It owns its data folder and the three parts, and closes them all.
 */
public final class LocalStack implements Stack, AutoCloseable {

    /**
     * The system property that names the folder with the unpacked {@code registry-app}, where it does not lie beside this
     * module's classes or jar.
     */
    public static final String PROGRAMS_PROPERTY = "dateline.programs";

    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final DataFolder folder;
    private final Consumer<String> progress;
    private final Broker kafka;
    private final Registry registry;
    private final Postgres postgres;

    private LocalStack(DataFolder folder, LocalStackConfig config) {
        this.folder = folder;
        this.progress = config.progress();
        this.kafka = new Broker(folder, config.kafkaPort(), config.brokerProcess());
        this.registry = new Registry(folder, config.registryPort());
        this.postgres = new Postgres(folder, config.postgresPort());
    }

    /**
     * Starts the three side by side and returns when all answer. What processes of a killed stack still run on the same
     * folder are ended first.
     *
     * @throws DataFolderInUseException if another stack holds the folder
     * @throws LocalStackException if a port is taken or a part does not come up; nothing is left running then
     */
    public static LocalStack start(LocalStackConfig config) {
        DataFolder folder = DataFolder.open(config.dataFolder());
        try {
            folder.endLeftOvers();
            LocalStack stack = new LocalStack(folder, config);
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void startAll() {
        try {
            sideBySide("starting", part -> {
                long begin = System.nanoTime();
                part.restart();
                LOG.atInfo()
                        .addKeyValue("part", part.name())
                        .addKeyValue("port", part.port())
                        .addKeyValue("seconds", secondsSince(begin))
                        .log("Up");
            });
        } catch (RuntimeException e) {
            try {
                stopAll();
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private void stopAll() {
        sideBySide("stopping", Part::stop);
    }

    private void sideBySide(String doing, Consumer<Part> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<?>> pending = new LinkedHashMap<>();
            for (Part part : List.of(kafka, registry, postgres)) {
                pending.put(part.name(), threads.submit(() -> action.accept(part)));
            }
            report(doing, pending);
            throwFailures(doing, pending);
        }
    }

    /** Returns when all are done, and until then names those that are not, every two seconds. */
    private void report(String doing, Map<String, Future<?>> pending) {
        long begin = System.nanoTime();
        long nextLine = begin + QUIET.toNanos();
        while (!pending.values().stream().allMatch(Future::isDone)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            if (System.nanoTime() > nextLine) {
                nextLine += QUIET.toNanos();
                String missing = pending.entrySet().stream()
                        .filter(part -> !part.getValue().isDone())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", "));
                if (!missing.isEmpty()) {
                    progress.accept("%s %s (%.0f s)".formatted(doing, missing, secondsSince(begin)));
                }
            }
        }
    }

    private static void throwFailures(String doing, Map<String, Future<?>> done) {
        List<LocalStackException> failures = done.entrySet().stream()
                .filter(part -> part.getValue().state() == Future.State.FAILED)
                .map(part -> failure(doing, part.getKey(), part.getValue().exceptionNow()))
                .toList();
        if (!failures.isEmpty()) {
            LocalStackException first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static LocalStackException failure(String doing, String part, Throwable cause) {
        return cause instanceof LocalStackException ours
                ? ours
                : new LocalStackException(part + ": " + doing + " failed: " + cause, cause);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** {@return the broker} */
    public Broker kafka() {
        return kafka;
    }

    /** {@return the schema registry} */
    public Registry registry() {
        return registry;
    }

    /** {@return the database server} */
    public Postgres postgres() {
        return postgres;
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return registry.url();
    }

    @Override
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    @Override
    public String jdbcUser() {
        return postgres.user();
    }

    @Override
    public String jdbcPassword() {
        return postgres.password();
    }

    /** Stops the three side by side and releases the folder. */
    @Override
    public void close() {
        try {
            stopAll();
        } finally {
            folder.close();
        }
    }
}
