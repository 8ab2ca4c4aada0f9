package dev.dateline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.cli.addresses.Addresses;
import dev.dateline.cli.push.Answer;
import dev.dateline.cli.push.IngestClient;
import dev.dateline.localstack.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything is killed under load and started again, as processes, the way a user has them. */
final class KillIT {

    private static final int ARTICLES = 3_000;
    private static final int BATCH = 50;
    private static final int EVENTS = 300;
    private static final int REPORTS = 3;
    private static final String FEED = "under-load";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path data;

    /** The same ports for both starts, so that the feed finds ingest again. */
    private final int portsFrom = freePorts();

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void down() throws InterruptedException {
        for (Process up : started) {
            up.destroy();
            if (!up.waitFor(30, TimeUnit.SECONDS)) {
                up.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterEverythingWasKilledUnderLoad() throws Exception {
        Process up = start();
        URI ingest = awaitReady(up).ingest();
        AtomicInteger acknowledged = new AtomicInteger();
        try (ExecutorService feed = Executors.newSingleThreadExecutor();
                IngestClient client = new IngestClient(ingest, null, PATIENCE, System.err::println)) {
            Future<?> pushing = feed.submit(() -> push(client, acknowledged));
            await().atMost(PATIENCE).until(() -> acknowledged.get() >= ARTICLES / 3);
            // SIGKILL to the one JVM that holds broker and services; registry and PostgreSQL end with it.
            up.destroyForcibly().waitFor();
            Files.delete(data.resolve("addresses.properties"));
            awaitReady(start());
            pushing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(acknowledged).hasValue(ARTICLES);
        try (ReadApi api = new ReadApi(Addresses.read(data).page())) {
            await().atMost(PATIENCE)
                    .until(() -> api.ledger(FEED).path("accepted").asInt() >= ARTICLES
                            && api.ledger(FEED).path("inFlight").asInt() == 0);
            JsonNode ledger = api.ledger(FEED);
            assertThat(ledger.path("published").asInt()).isEqualTo(ARTICLES);
            // A batch whose acknowledgement the kill cut off was pushed again: it may come twice to the log, never
            // further.
            assertThat(ledger.path("accepted").asInt())
                    .isEqualTo(ARTICLES + ledger.path("duplicates").asInt());
            assertThat(titles(api)).hasSize(ARTICLES);
        }
    }

    /** The same feed, once left alone and once killed twice: who reports with whom, and which are copies, is the same. */
    @Test
    void theSameStoriesAreToldWhetherOrNotEverythingIsKilledTwice() throws Exception {
        awaitReady(start());
        URI ingest = Addresses.read(data).ingest();
        AtomicInteger events = new AtomicInteger();
        try (ExecutorService feed = Executors.newSingleThreadExecutor();
                IngestClient client = new IngestClient(ingest, null, PATIENCE, System.err::println)) {
            pushEvents(client, "left-alone", new AtomicInteger());
            try (ReadApi api = new ReadApi(Addresses.read(data).page())) {
                awaitStories(api, "left-alone");
            }
            Future<?> pushing = feed.submit(() -> pushEvents(client, "killed-twice", events));
            for (int kill = 1; kill <= 2; kill++) {
                int enough = EVENTS * kill / 3;
                await().atMost(PATIENCE).until(() -> events.get() >= enough);
                started.getLast().destroyForcibly().waitFor();
                Files.delete(data.resolve("addresses.properties"));
                awaitReady(start());
            }
            pushing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        try (ReadApi api = new ReadApi(Addresses.read(data).page())) {
            awaitStories(api, "killed-twice");
            Map<String, Set<String>> leftAlone = stories(api, "left-alone");
            assertThat(leftAlone).hasSize(EVENTS);
            assertThat(leftAlone.values()).allMatch(members -> members.size() == REPORTS + 1);
            assertThat(stories(api, "killed-twice")).isEqualTo(leftAlone);
            for (JsonNode item : articles(api, "killed-twice")) {
                await().atMost(PATIENCE).untilAsserted(() -> {
                    JsonNode told = api.json("/v1/stories/" + item.path("story").asText());
                    assertThat(told.path("reports").asInt()).isEqualTo(REPORTS);
                    assertThat(told.path("copies").asInt()).isEqualTo(1);
                    assertThat(told.path("independentSources").asInt()).isEqualTo(2);
                });
            }
        }
    }

    /** Invented events, each with a first report, a copy of it and a report of its own; the two feeds' words are not the same. */
    private static void pushEvents(IngestClient client, String feed, AtomicInteger events) {
        try {
            for (int event = 0; event < EVENTS; event++) {
                String words = IntStream.range(0, 12)
                        .mapToObj(word(feed, event)::formatted)
                        .collect(Collectors.joining(" "));
                String lines = """
                        {"guid":"%1$d-first","publisher":"First","title":"%2$s","body":"Early word: %2$s happened, many saw how it did and said so."}
                        {"guid":"%1$d-copy","publisher":"Second","title":"%2$s","body":"Early word: %2$s happened, many saw how it did and said so."}
                        {"guid":"%1$d-own","publisher":"Third","title":"%2$s again","body":"Our reporter found this out about it: %2$s."}
                        """.formatted(event, words);
                Answer answer = client.send(feed, "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
                assertThat(answer.refusals()).isEmpty();
                events.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words that no other event of either feed has. */
    private static String word(String feed, int event) {
        return feed.substring(0, 4) + letters(event) + "%d";
    }

    private static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .map(digit -> 'a' + Character.digit(digit, 26))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void awaitStories(ReadApi api, String feed) {
        await().atMost(PATIENCE)
                .until(() -> api.ledger(feed).path("accepted").asInt() >= EVENTS * REPORTS
                        && api.ledger(feed).path("inFlight").asInt() == 0);
    }

    /**
     * By event, what is in its story: whose reports, and which two of them are one text. Which of those two came first is not
     * asked: they were received in one request and lie in different partitions.
     */
    private static Map<String, Set<String>> stories(ReadApi api, String feed) {
        Map<String, Set<String>> byStory = new HashMap<>();
        Map<String, String> guids = new HashMap<>();
        List<JsonNode> articles = articles(api, feed);
        articles.forEach(item -> guids.put(
                item.at("/article/id").asText(), item.at("/article/guid").asText()));
        for (JsonNode item : articles) {
            String guid = item.at("/article/guid").asText();
            Set<String> story = byStory.computeIfAbsent(item.path("story").asText(), id -> new TreeSet<>());
            story.add(guid);
            if (item.hasNonNull("copyOf")) {
                story.add(Stream.of(guid, guids.get(item.path("copyOf").asText()))
                        .sorted()
                        .collect(Collectors.joining(" = ")));
            }
        }
        return byStory.values().stream()
                .collect(Collectors.toMap(
                        members -> members.iterator().next().replaceAll("-.*", ""), members -> members));
    }

    private static List<JsonNode> articles(ReadApi api, String feed) {
        List<JsonNode> articles = new ArrayList<>();
        String query = "/v1/articles?limit=250&source=" + feed;
        for (JsonNode page = api.json(query);
                ;
                page = api.json(query + "&cursor=" + page.path("next").asText())) {
            page.path("items").forEach(articles::add);
            if (!page.hasNonNull("next")) {
                return articles;
            }
        }
    }

    private Process start() throws IOException {
        List<String> command = JavaCommand.of(
                "1g",
                "dev.dateline.cli.Dateline",
                "up",
                "--data",
                data.toString(),
                "--ports-from",
                Integer.toString(portsFrom),
                "--no-samples");
        File log = data.resolveSibling(data.getFileName() + ".log").toFile();
        Process up = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        started.add(up);
        return up;
    }

    /** Six ports in a row that are free, below those that clients and the local stack take theirs from. */
    private static int freePorts() {
        int offset = (int) (ProcessHandle.current().pid() % 400);
        return IntStream.range(0, 400)
                .map(i -> 10_000 + (offset + i) % 400 * 10)
                .filter(first -> {
                    List<String> taken = new ArrayList<>();
                    PortPlan.from(first, taken::add);
                    return taken.isEmpty();
                })
                .findFirst()
                .orElseThrow();
    }

    private Addresses awaitReady(Process up) throws IOException {
        await().atMost(PATIENCE).until(() -> {
            assertThat(up.isAlive()).as("dateline up is running").isTrue();
            return Files.exists(data.resolve("addresses.properties"));
        });
        return Addresses.read(data);
    }

    private static void push(IngestClient client, AtomicInteger acknowledged) {
        try {
            for (int first = 0; first < ARTICLES; first += BATCH) {
                StringBuilder lines = new StringBuilder();
                for (int i = first; i < first + BATCH; i++) {
                    lines.append("""
                            {"guid":"report-%1$d","title":"Report %1$d from the harbour","body":"Ship number %1$d left Norway for Chile."}
                            """.formatted(i));
                }
                byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
                Answer answer = client.send(FEED, "application/x-ndjson", body);
                assertThat(answer.refusals()).isEmpty();
                acknowledged.addAndGet(answer.accepted());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every title of the feed by the list's cursor; a title that comes twice fails here. */
    private static Set<String> titles(ReadApi api) {
        Set<String> titles = new HashSet<>();
        String query = "/v1/articles?limit=250&source=" + FEED;
        for (JsonNode page = api.json(query);
                ;
                page = api.json(query + "&cursor=" + page.path("next").asText())) {
            for (JsonNode item : page.path("items")) {
                assertThat(titles.add(item.path("article").path("title").asText()))
                        .as("stored once: %s", item.path("article").path("title"))
                        .isTrue();
            }
            if (!page.hasNonNull("next")) {
                return titles;
            }
        }
    }
}
