package dev.dateline.cli.push;

import dev.dateline.cli.addresses.Addresses;
import dev.dateline.cli.push.Answer.Refusal;
import dev.dateline.cli.push.Batches.Batch;
import dev.dateline.runtime.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pushes files and says what became of every item. */
@Command(
        name = "push",
        description = {
            "Push files to ingest, in any format that it reads; `-` is standard input.",
            "Exit code 0: every item was acknowledged or refused with a reason. 1: ingest could not be reached."
        })
public final class PushCommand implements Callable<Integer> {

    private static final int IN_FLIGHT = 4;
    private static final int REASONS_SHOWN = 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--feed", defaultValue = "default", description = "the feed's name (default: ${DEFAULT-VALUE})")
    private String feed;

    @Option(names = "--to", description = "address of ingest (default: that of `dateline up` in the data folder)")
    private @Nullable URI to;

    @Option(
            names = "--key",
            defaultValue = "${env:DATELINE_KEY}",
            description = "the key to push with, where ingest asks for one (default: the environment's DATELINE_KEY)")
    private @Nullable String key;

    @Option(
            names = "--data",
            defaultValue = ".dateline",
            description = "data folder of `dateline up` (default: ${DEFAULT-VALUE})")
    private Path data;

    @Option(
            names = "--patience",
            defaultValue = "300",
            description = "seconds for which an absent ingest is waited for (default: ${DEFAULT-VALUE})")
    private int patienceSeconds;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files to push; - is standard input")
    private List<String> files;

    private final PushSummary summary = new PushSummary();
    private final AtomicInteger reasonsShown = new AtomicInteger();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        URI ingest = to == null ? Addresses.read(data).ingest() : to;
        try (ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
                IngestClient client =
                        new IngestClient(ingest, secret(), Duration.ofSeconds(patienceSeconds), err::println)) {
            progress.scheduleAtFixedRate(
                    () -> err.printf("%d items pushed%n", summary.answered()), 2, 2, TimeUnit.SECONDS);
            for (String file : files) {
                push(file, client, err);
            }
            progress.shutdownNow();
        }
        spec.commandLine().getOut().println(summary);
        return 0;
    }

    private @Nullable Secret secret() {
        return key == null || key.isBlank() ? null : new Secret(key);
    }

    private void push(String file, IngestClient client, PrintWriter err) throws IOException, InterruptedException {
        AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Batches.read(in, batch -> {
                inFlight.acquireUninterruptibly();
                rethrow(failure.get());
                senders.execute(() -> {
                    try {
                        tell(file, batch, client.send(feed, batch.mediaType(), batch.body()), err);
                    } catch (IOException e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        inFlight.release();
                    }
                });
            });
        }
        rethrow(failure.get());
    }

    private static void rethrow(@Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private void tell(String file, Batch batch, Answer answer, PrintWriter err) {
        summary.add(answer);
        for (Refusal refusal : answer.refusals()) {
            int shown = reasonsShown.incrementAndGet();
            if (shown <= REASONS_SHOWN) {
                err.printf(
                        "%s:%d refused, %s: %s%n",
                        file, batch.firstLine() + refusal.line() - 1, refusal.code(), refusal.detail());
            } else if (shown == REASONS_SHOWN + 1) {
                err.println("further refusals are only counted; all of them are on news.rejected");
            }
        }
    }
}
