package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.enrich.EnrichConfig;
import dev.dateline.enrich.EnrichService;
import dev.dateline.ingest.IngestConfig;
import dev.dateline.ingest.IngestService;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.publish.PublishConfig;
import dev.dateline.publish.PublishService;
import dev.dateline.runtime.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The live page in Chromium while articles pass through the whole pipeline to it: how long frames are apart, what each costs
 * the page's own thread, and what it keeps in memory at the end. Frames are counted while articles arrive and compared with
 * those of the same page at rest, in the same run. What a frame costs is traced while some more articles arrive, since a trace
 * costs something itself.
 */
final class PageBenchmark implements Benchmark {

    private static final int DEFAULT_ARTICLES = 10_000;
    private static final int LINES_A_REQUEST = 25;

    /** Of so many articles, one is pushed again while the page's thread is traced. */
    private static final int TRACED = 5;

    /** What a frame may take if sixty are to be shown a second, in milliseconds. */
    private static final double FRAME = 16;

    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String[] SUBJECTS = {
        "Beijing sent two frigates into the Taiwan Strait, the ministry of defence in Taipei said.",
        "Artillery struck the outskirts of Kharkiv in Ukraine while Russia spoke of an exchange of prisoners.",
        "The foreign ministers of Japan and South Korea signed an accord on fisheries in Geneva.",
        "Deputies in Chile argued over a plan to spend more on ports and railways.",
        "Negotiators from Israel and Hamas are to meet again in Cairo, Egypt said.",
        "The central bank of Brazil left its rate unchanged and cited steady prices.",
        "The European Commission and Microsoft disagreed on a fine in Brussels."
    };

    private static final String[] WORDS =
            "minister harbour talks border election parliament treaty storm grain oil court strike union river tariff budget"
                    .split(" ");

    /** Collects how far frames are apart, in milliseconds, and how many articles came to be shown. */
    private static final String WATCH = """
            globalThis.watched = {apart: [], shown: 0};
            {
              let last = performance.now();
              const turn = (now) => {
                watched.apart.push(now - last);
                last = now;
                requestAnimationFrame(turn);
              };
              requestAnimationFrame(turn);
              new MutationObserver((changes) => {
                for (const change of changes) {
                  watched.shown += [...change.addedNodes].filter((node) => node.dataset?.id).length;
                }
              }).observe(document.querySelector('ol.list'), {childList: true});
            }
            true""";

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String description() {
        return "the live page in Chromium while articles arrive: frames and memory [ARTICLES]";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        int articles = arguments.isEmpty() ? DEFAULT_ARTICLES : Integer.parseInt(arguments.getFirst());
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            run(articles, folder.path(), out);
        }
    }

    private static void run(int articles, Path folder, PrintStream out) throws Exception {
        try (LocalStack stack = LocalStack.start(LocalStackConfig.in(folder.resolve("stack")));
                IngestService ingest = IngestService.start(IngestConfig.read(settings(stack, Map.of())));
                EnrichService enrich = EnrichService.start(EnrichConfig.read(settings(
                        stack,
                        Map.of("state.directory", folder.resolve("streams").toString()))));
                PublishService publish = PublishService.start(PublishConfig.read(settings(
                        stack,
                        Map.of(
                                "publish.database.url", stack.jdbcUrl(),
                                "publish.database.user", stack.jdbcUser(),
                                "publish.database.password", stack.jdbcPassword()))));
                HttpClient client = HttpClient.newHttpClient();
                DevTools page = DevTools.start(folder, 1440, 900)) {
            for (URI service : List.of(ingest.uri(), enrich.uri(), publish.uri())) {
                awaitReady(client, service);
            }
            measure(articles, ingest.uri(), publish.uri(), client, page, out);
        }
    }

    private static Settings settings(LocalStack stack, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("http.port", "0");
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("kafka.schema.registry.url", stack.registryUrl());
        return Settings.of(settings);
    }

    private static void awaitReady(HttpClient client, URI service) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (get(client, service.resolve("/readyz")).statusCode() != 200) {
            if (System.nanoTime() > deadline) {
                throw new IOException(service + " does not become ready");
            }
            Thread.sleep(200);
        }
    }

    private static void measure(int articles, URI ingest, URI site, HttpClient client, DevTools page, PrintStream out)
            throws IOException, InterruptedException {
        push(client, ingest, -LINES_A_REQUEST); // So that the page has a list to watch.
        awaitStored(client, site);
        page.ask("Performance.enable", Map.of());
        page.ask("Page.navigate", Map.of("url", site.toString()));
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!page.evaluate("document.querySelectorAll('ol.list > li').length > 0")
                .asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the page shows no article");
            }
            Thread.sleep(100);
        }
        page.evaluate(WATCH);
        Sample atRest = sample(page, () -> Thread.sleep(REST.toMillis()));
        long begin = System.nanoTime();
        Sample live = sample(page, () -> {
            for (int first = 0; first < articles; first += LINES_A_REQUEST) {
                push(client, ingest, first);
            }
            awaitStored(client, site);
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        PageWork work = PageWork.of(page.trace(PageWork.CATEGORIES, () -> {
            for (int first = articles; first < articles + articles / TRACED; first += LINES_A_REQUEST) {
                push(client, ingest, first);
            }
            awaitStored(client, site);
        }));
        page.ask("HeapProfiler.collectGarbage", Map.of());
        double heap = page.metric("JSHeapUsedSize") / 1e6;
        long nodes = Math.round(page.metric("Nodes"));
        int cards = page.evaluate("document.querySelectorAll('article.card').length")
                .asInt();

        out.printf(
                "%,d articles in %.0f s, of which %,d came to be shown one by one%n", articles, seconds, live.shown());
        atRest.print("at rest", out);
        live.print("live", out);
        out.printf(
                "work     %,7d frames   p50 %.2f  p95 %.2f  p99 %.2f  most %.1f ms of its thread   over %.0f ms: %d%n",
                work.frames().length,
                work.quantile(0.5),
                work.quantile(0.95),
                work.quantile(0.99),
                work.quantile(1),
                FRAME,
                work.over(FRAME));
        out.println("of which "
                + work.parts().entrySet().stream()
                        .map(part -> "%s %.2f".formatted(part.getKey(), part.getValue() / work.frames().length))
                        .collect(Collectors.joining("  ", "", " ms a frame")));
        out.printf(
                "heap %.1f MB with its garbage, %.1f MB without; renderer %.0f MB of its own, %.0f MB at rest; %,d nodes, %d"
                        + " cards%n",
                live.heap() / 1e6, heap, live.renderer() / 1e6, atRest.renderer() / 1e6, nodes, cards);
        ObjectNode figures = JSON.createObjectNode();
        figures.put("benchmark", "page");
        figures.put("articles", articles);
        figures.put("articles_per_second", Math.round(articles / seconds));
        figures.put("shown", live.shown());
        figures.put("work_p50_ms", rounded(work.quantile(0.5)));
        figures.put("work_p95_ms", rounded(work.quantile(0.95)));
        figures.put("work_p99_ms", rounded(work.quantile(0.99)));
        figures.put("work_frames", work.frames().length);
        figures.put("work_frames_over_16_ms", work.over(FRAME));
        figures.put("frame_p50_ms", rounded(live.quantile(0.5)));
        figures.put("frame_p95_ms", rounded(live.quantile(0.95)));
        figures.put("frame_p99_ms", rounded(live.quantile(0.99)));
        figures.put("frames", live.apart().length);
        figures.put("frames_late", live.late());
        figures.put("rest_frame_p95_ms", rounded(atRest.quantile(0.95)));
        figures.put("heap_mb", rounded(heap));
        figures.put("renderer_mb", Math.round(live.renderer() / 1e6));
        figures.put("rest_renderer_mb", Math.round(atRest.renderer() / 1e6));
        figures.put("nodes", nodes);
        out.println(figures);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /**
     * What was seen of the page over a time.
     *
     * @param apart milliseconds between frames, ascending
     * @param shown articles that came to be shown
     * @param heap bytes in use, the garbage with it, at its end
     * @param renderer anonymous memory of the renderer that has most, which is the page's, at its end
     */
    private record Sample(double[] apart, int shown, double heap, double renderer) {

        double quantile(double of) {
            return Quantile.of(of, apart);
        }

        /** How many frames came later than the next after the one before, with some room for the clock. */
        long late() {
            return Arrays.stream(apart).filter(each -> each > 1.2 * FRAME).count();
        }

        void print(String name, PrintStream out) {
            out.printf(
                    "%-8s %,7d frames   apart p50 %.1f  p95 %.1f  p99 %.1f  longest %.0f ms   late: %d%n",
                    name, apart.length, quantile(0.5), quantile(0.95), quantile(0.99), quantile(1), late());
        }
    }

    private static Sample sample(DevTools page, DevTools.While something) throws IOException, InterruptedException {
        page.evaluate("watched.apart.length = 0; watched.shown = 0");
        something.run();
        JsonNode watched = page.evaluate("({apart: watched.apart, shown: watched.shown})");
        double[] apart = IntStream.range(0, watched.path("apart").size())
                .mapToDouble(i -> watched.path("apart").get(i).asDouble())
                .toArray();
        Arrays.sort(apart);
        return new Sample(apart, watched.path("shown").asInt(), page.metric("JSHeapUsedSize"), renderer(page));
    }

    private static double renderer(DevTools page) throws IOException, InterruptedException {
        double most = 0;
        for (JsonNode process : page.ask("SystemInfo.getProcessInfo", Map.of()).path("processInfo")) {
            if (process.path("type").asText().equals("renderer")) {
                most = Math.max(most, anonymousBytes(process.path("id").asLong()));
            }
        }
        return most;
    }

    /** Memory of a process that it shares with no other, where the system tells. */
    private static double anonymousBytes(long process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static void awaitStored(HttpClient client, URI site) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            JsonNode totals = JSON.readTree(
                            get(client, site.resolve("/v1/ledger")).body())
                    .path("totals");
            if (totals.path("accepted").asLong() > 0 && totals.path("inFlight").asLong() == 0) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("articles are still on the way after " + LONGEST + ": " + totals);
            }
            Thread.sleep(500);
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private static void push(HttpClient client, URI ingest, int first) throws IOException, InterruptedException {
        String lines = IntStream.range(first, first + LINES_A_REQUEST)
                .mapToObj(PageBenchmark::article)
                .collect(Collectors.joining("\n"));
        int status = client.send(
                        HttpRequest.newBuilder(ingest.resolve("/v1/feeds/bench-" + Math.floorMod(first, 4) + "/items"))
                                .header("Content-Type", "application/x-ndjson")
                                .timeout(Duration.ofMinutes(2))
                                .POST(BodyPublishers.ofString(lines))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        if (status != 202) {
            throw new IOException("ingest answered " + status);
        }
    }

    /** An invented article of some eight hundred characters, no two alike. */
    private static String article(int number) {
        Random random = new Random(number);
        ObjectNode article = JSON.createObjectNode();
        article.put("guid", "page-" + number);
        article.put("title", "Report " + number + ": " + words(random, 7));
        article.put(
                "body",
                SUBJECTS[Math.floorMod(number, SUBJECTS.length)] + " " + words(random, 40) + ".\n\n"
                        + SUBJECTS[random.nextInt(SUBJECTS.length)] + " " + words(random, 50) + ".");
        article.put("publisher", "Desk " + Math.floorMod(number, 30));
        return article.toString();
    }

    private static String words(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        WORDS[random.nextInt(WORDS.length)] + (random.nextInt(3) == 0 ? random.nextInt(9_999) : ""))
                .collect(Collectors.joining(" "));
    }
}
