package dev.dateline.localstack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The stack on this machine: the broker in this JVM or as a process, the registry and PostgreSQL as processes that end
 * when this JVM does. It owns its data folder and the three parts, and closes them all.
 */
public final class LocalStack implements Stack, AutoCloseable {

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final DataFolder folder;
    private final Broker kafka;
    private final Registry registry;
    private final Postgres postgres;

    private LocalStack(DataFolder folder, LocalStackConfig config) {
        this.folder = folder;
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
            stack.startAll(config.progress());
            return stack;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void startAll(Consumer<String> progress) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, CompletableFuture<Void>> starting = new LinkedHashMap<>();
            starting.put(kafka.name(), CompletableFuture.runAsync(kafka::start, threads));
            starting.put(registry.name(), CompletableFuture.runAsync(registry::start, threads));
            starting.put(postgres.name(), CompletableFuture.runAsync(postgres::start, threads));
            await(starting, progress);
        } catch (RuntimeException e) {
            stopAll().forEach(e::addSuppressed);
            throw e;
        }
    }

    private static void await(Map<String, CompletableFuture<Void>> starting, Consumer<String> progress) {
        CompletableFuture<Void> all = CompletableFuture.allOf(starting.values().toArray(CompletableFuture<?>[]::new));
        long begin = System.nanoTime();
        while (true) {
            try {
                all.get(QUIET.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                String missing = starting.entrySet().stream()
                        .filter(part -> !part.getValue().isDone())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", "));
                progress.accept("starting %s (%d s)"
                        .formatted(missing, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)));
            } catch (ExecutionException e) {
                throw new LocalStackException("The local stack does not start", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalStackException("Interrupted while the local stack started", e);
            }
        }
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

    @Override
    public String freshDatabase() {
        return postgres.freshDatabase();
    }

    /** Stops the three side by side and releases the folder. */
    @Override
    public void close() {
        List<RuntimeException> failures = stopAll();
        folder.close();
        if (!failures.isEmpty()) {
            RuntimeException first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private List<RuntimeException> stopAll() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return List.of(kafka, registry, postgres).stream().map(part -> threads.submit(part::stop)).toList().stream()
                    .flatMap(stopping -> failureOf(stopping).stream())
                    .toList();
        }
    }

    private static Optional<RuntimeException> failureOf(Future<?> stopping) {
        try {
            stopping.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(new LocalStackException("A part of the stack does not stop", e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new LocalStackException("Interrupted while stopping the stack", e));
        }
    }
}
