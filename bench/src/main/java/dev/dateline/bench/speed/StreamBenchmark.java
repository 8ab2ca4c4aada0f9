package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.bench.speed.StreamClient.Manners;
import dev.dateline.enrich.EnrichConfig;
import dev.dateline.enrich.EnrichService;
import dev.dateline.ingest.IngestConfig;
import dev.dateline.ingest.IngestService;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.runtime.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stream as its readers have it: the whole pipeline, publish-service as two processes on one database. First how many
 * articles a second the machine takes from push to stream; then, at half of that, how long an article takes from its
 * acknowledgement to a reader; then many readers, of whom a tenth stalls and the others are cut at random, while one instance
 * is killed and comes back: what they missed, what came twice, and the memory of the instances.
 */
public final class StreamBenchmark implements Benchmark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FULL_RATE_ARTICLES = 2_000;
    private static final int FEW_READERS = 5;
    private static final int BATCHES_A_SECOND = 10;
    private static final Duration LATENCY_TIME = Duration.ofSeconds(20);
    private static final Duration CUT_AFTER = Duration.ofSeconds(8);
    private static final Duration STALL = Duration.ofSeconds(15);
    private static final Duration DOWN = Duration.ofSeconds(3);
    private static final Duration CATCH_UP_WITHIN = Duration.ofMinutes(3);
    private static final String FEED = "bench";

    private static final String[] WORDS =
            ("the of a to in and on for with at by from minister harbour talks border election parliament treaty storm"
                            + " grain oil court bank strike union river capital president envoy tariff budget police army"
                            + " refugees aid island port railway factory drought vaccine summit ceasefire sanctions")
                    .split(" ");

    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(8);
    private long pushed;

    /** A benchmark that has not begun. */
    public StreamBenchmark() {}

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public String description() {
        return "readers of the stream, stalled, cut, an instance killed: gaps, repeats, latency [READERS [SECONDS [RATE [COMMIT_MS]]]]";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        int readers = argument(arguments, 0, 500);
        int seconds = argument(arguments, 1, 60);
        int rate = argument(arguments, 2, 200);
        Map<String, String> commit =
                arguments.size() > 3 ? Map.of("kafka.commit.interval.ms", arguments.get(3)) : Map.of();
        try (TemporaryFolder temporary = TemporaryFolder.create();
                LocalStack stack =
                        LocalStack.start(LocalStackConfig.in(temporary.path().resolve("stack")))) {
            Path folder = temporary.path();
            Map<String, String> common = Map.of(
                    "http.port", "0",
                    "kafka.bootstrap.servers", stack.bootstrapServers(),
                    "kafka.schema.registry.url", stack.registryUrl());
            try (IngestService ingest = IngestService.start(IngestConfig.read(Settings.of(common)));
                    EnrichService enrich = EnrichService.start(EnrichConfig.read(Settings.of(with(
                            common,
                            with(
                                    Map.of(
                                            "state.directory",
                                            folder.resolve("streams").toString()),
                                    commit)))));
                    PublishProcess first = new PublishProcess(folder, "first", publish(common, stack));
                    PublishProcess second = new PublishProcess(folder, "second", publish(common, stack))) {
                first.awaitReady(http);
                second.awaitReady(http);
                out.printf(
                        "ingest %s, enrich %s, publish on ports %d and %d%n",
                        ingest.uri(), enrich.uri(), first.port(), second.port());
                measure(ingest.uri(), List.of(first, second), readers, seconds, rate, out);
            }
        }
    }

    private static int argument(List<String> arguments, int index, int otherwise) {
        return arguments.size() > index ? Integer.parseInt(arguments.get(index)) : otherwise;
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static Map<String, String> publish(Map<String, String> common, LocalStack stack) {
        return with(
                common,
                Map.of(
                        "publish.database.url", stack.jdbcUrl(),
                        "publish.database.user", stack.jdbcUser(),
                        "publish.database.password", stack.jdbcPassword(),
                        // So that readers who take nothing are dropped within the run.
                        "publish.stream.heartbeat", "3s",
                        "publish.stream.write.timeout", "8s"));
    }

    private void measure(
            URI ingest, List<PublishProcess> instances, int readers, int seconds, int rate, PrintStream out)
            throws IOException, InterruptedException {
        ObjectNode figures = JSON.createObjectNode();
        figures.put("benchmark", "stream");
        List<StreamClient> few = new ArrayList<>();
        for (int i = 0; i < FEW_READERS; i++) {
            few.add(read(instances, 0, Manners.GOOD, i, i == 0));
        }
        // All stages are to be compiled before they are measured; these rounds are shown, and not counted.
        long warm = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < warm) {
            out.printf("warming     %,7.0f articles/s%n", fullRate(ingest, few));
        }
        double full = fullRate(ingest, few);
        out.printf("full rate   %,7.0f articles/s from push to stream%n", full);
        figures.put("full_per_second", Math.round(full));

        acknowledged.clear();
        arrived.clear();
        pushPaced(ingest, Math.max(1, full / 2), LATENCY_TIME);
        awaitAll(few, pushed);
        double[] millis = acknowledged.entrySet().stream()
                .mapToDouble(sent ->
                        Math.max(0, arrived.getOrDefault(sent.getKey(), Long.MAX_VALUE) - sent.getValue()) / 1e6)
                .sorted()
                .toArray();
        out.printf(
                "latency     p50 %.0f ms, p99 %.0f ms from acknowledged to reader, at %,.0f articles/s (%d articles)%n",
                Quantile.of(0.5, millis), Quantile.of(0.99, millis), full / 2, millis.length);
        figures.put("p50_ms", Math.round(Quantile.of(0.5, millis)));
        figures.put("p99_ms", Math.round(Quantile.of(0.99, millis)));
        few.forEach(StreamClient::end);
        acknowledged.clear();

        faults(ingest, instances, readers, seconds, rate, out, figures);
        out.println(figures);
    }

    private double fullRate(URI ingest, List<StreamClient> few) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        pushAtOnce(ingest, FULL_RATE_ARTICLES);
        awaitAll(few, pushed);
        return FULL_RATE_ARTICLES / ((System.nanoTime() - begin) / 1e9);
    }

    private void faults(
            URI ingest,
            List<PublishProcess> instances,
            int readers,
            int seconds,
            int rate,
            PrintStream out,
            ObjectNode figures)
            throws IOException, InterruptedException {
        long before = pushed;
        List<StreamClient> clients = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            Manners manners = i % 10 == 0 ? new Manners(null, STALL) : new Manners(CUT_AFTER, null);
            clients.add(read(instances, before, manners, 1_000 + i, false));
        }
        long[] mostResident = new long[1];
        Thread watch = Thread.ofVirtual().start(() -> watch(instances, mostResident));
        Duration third = Duration.ofSeconds(seconds).dividedBy(3);
        pushPaced(ingest, rate, third);
        instances.get(1).kill();
        pushPaced(ingest, rate, DOWN);
        instances.get(1).restart();
        pushPaced(ingest, rate, third.multipliedBy(2).minus(DOWN));
        clients.forEach(StreamClient::calmDown);
        boolean all = awaitAll(clients, pushed);
        clients.forEach(StreamClient::end);
        watch.interrupt();
        long gaps = clients.stream().mapToLong(StreamClient::gaps).sum();
        long twice = clients.stream().mapToLong(StreamClient::twice).sum();
        long behind = clients.stream().filter(client -> client.last() < pushed).count();
        long connections = clients.stream().mapToLong(StreamClient::connections).sum();
        out.printf(
                "faults      %d readers, %,d articles at %d/s, %,d connections: %d gaps, %d twice, %d not at the end%s;"
                        + " most memory of an instance %d MiB (heap at most 512)%n",
                readers,
                pushed - before,
                rate,
                connections,
                gaps,
                twice,
                behind,
                all ? "" : " in time",
                mostResident[0]);
        figures.put("readers", readers);
        figures.put("articles", pushed - before);
        figures.put("connections", connections);
        figures.put("gaps", gaps);
        figures.put("twice", twice);
        figures.put("behind", behind);
        figures.put("resident_mib", mostResident[0]);
    }

    private static void watch(List<PublishProcess> instances, long[] most) {
        try {
            while (true) {
                for (PublishProcess instance : instances) {
                    most[0] = Math.max(most[0], instance.residentMebibytes());
                }
                Thread.sleep(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StreamClient read(List<PublishProcess> instances, long last, Manners manners, long seed, boolean telling) {
        StreamClient client = new StreamClient(
                instances, last, manners, seed, telling ? (guid, at) -> arrived.putIfAbsent(guid, at) : null);
        Thread.ofVirtual().name("reader").start(client);
        return client;
    }

    private static boolean awaitAll(List<StreamClient> clients, long last) throws InterruptedException {
        long end = System.nanoTime() + CATCH_UP_WITHIN.toNanos();
        while (clients.stream().anyMatch(client -> client.last() < last)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    private void pushAtOnce(URI ingest, int articles) throws IOException, InterruptedException {
        for (int left = articles; left > 0; left -= 500) {
            push(ingest, Math.min(500, left));
        }
    }

    private void pushPaced(URI ingest, double rate, Duration time) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - begin < time.toNanos()) {
            long due = (long) (rate * (System.nanoTime() - begin) / 1e9) - done;
            if (due > 0) {
                push(ingest, (int) due);
                done += due;
            }
            Thread.sleep(1_000 / BATCHES_A_SECOND);
        }
    }

    private void push(URI ingest, int articles) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        List<String> guids = new ArrayList<>();
        for (int i = 0; i < articles; i++) {
            String guid = "bench-" + pushed++;
            guids.add(guid);
            ObjectNode article = JSON.createObjectNode();
            article.put("guid", guid);
            article.put("title", words(8));
            article.put("body", words(120));
            lines.append(article).append('\n');
        }
        int status = http.send(
                        HttpRequest.newBuilder(ingest.resolve("v1/feeds/" + FEED + "/items"))
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString(lines.toString()))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        long now = System.nanoTime();
        if (status != 202) {
            throw new IOException("ingest answered " + status);
        }
        guids.forEach(guid -> acknowledged.put(guid, now));
    }

    /** Numbers among the words keep any two texts from being alike. */
    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
            if (i % 2 == 0) {
                text.append(' ').append(random.nextInt(1_000_000));
            }
        }
        return text.toString();
    }
}
