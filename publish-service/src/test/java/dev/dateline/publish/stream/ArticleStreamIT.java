package dev.dateline.publish.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.RandomArticles;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestServer;
import dev.dateline.publish.store.Effect;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class ArticleStreamIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final StreamConfig CONFIG =
            new StreamConfig(Duration.ofMillis(300), Duration.ofSeconds(1), 100, 300, 2);

    private final TestServer server;

    ArticleStreamIT(Stack stack) {
        server = new TestServer(stack, CONFIG);
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
    }

    @Test
    void aReaderGetsWhatIsPublishedAfterItCame() throws Exception {
        publish(0, 3);
        try (SseClient reader = new SseClient(server.uri("v1/stream"), null)) {
            server.model().write(new Effect.Ranking(Samples.ranking(TagKind.PEOPLE, "PT1H", "x")));
            publish(3, 5);

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(reader.ids()).containsExactly("4", "5");
                assertThat(reader.events()).containsExactly("article", "article");
                assertThat(reader.comments()).as("heartbeats").isNotEmpty();
            });
            assertThat(reader.data().getFirst()).containsPattern("\"stored\":\"[^\"]+\",\"delivered\":\"[^\"]+\"}}$");
        }
    }

    @Test
    void storiesAndRankingsComeToWhoAsksForThemAndAreResumedToo() throws Exception {
        String all = "v1/stream?events=articles,stories,trends";
        String last;
        try (SseClient reader = new SseClient(server.uri(all), null)) {
            publish(0, 1);
            server.model().write(new Effect.Told(Samples.story("s1", 2)));
            server.model().write(new Effect.Ranking(Samples.ranking(TagKind.PEOPLE, "PT1H", "x")));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(reader.events()).containsExactlyInAnyOrder("article", "story", "trend"));
            last = reader.ids().getLast();
        }
        assertThat(last).isEqualTo("1-1-1");
        server.model().write(new Effect.Told(Samples.story("s1", 3)), new Effect.Told(Samples.absorbed("s2", "s1")));
        publish(1, 2);
        try (SseClient reader = new SseClient(server.uri(all), last)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(reader.events()).containsExactlyInAnyOrder("article", "story", "story"));
            // Kinds have no order among each other: a reader who still hangs on lets the stories be told before the
            // article came.
            assertThat(reader.data().get(reader.events().lastIndexOf("story"))).contains("\"absorbedBy\":\"s1\"");
            assertThat(reader.ids()).doesNotHaveDuplicates().endsWith("2-3-1");
        }
        try (SseClient reader = new SseClient(server.uri("v1/stream?events=stories&lastEventId=0-0-0"), null)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(reader.events()).containsExactly("story", "story"));
        }
    }

    @Test
    void anUnknownKindOfEventIsRefused() throws Exception {
        assertThat(server.get("v1/stream?events=weather").body())
                .contains("bad-parameter")
                .contains("articles,stories,trends");
    }

    @Test
    void whoeverGotAnArticleHearsOfItsCorrectionAndItsKill() throws Exception {
        Map<TagKind, List<Tag>> taiwan = Map.of(TagKind.COUNTRIES, Samples.tags("TW"));
        try (SseClient reader = new SseClient(server.uri("v1/stream?country=TW"), null)) {
            server.model().publish(Samples.article("a", 1, "wire", "First", "", taiwan));
            server.model()
                    .publish(EnrichedArticle.newBuilder(Samples.article("a", 2, "wire", "Corrected", "", taiwan))
                            .setChanged(List.of("title"))
                            .build());
            server.model().publish(Samples.killed("a", 3, "wire"));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(reader.events()).last().isEqualTo("kill"));
            assertThat(reader.events()).startsWith("article");
            assertThat(reader.data().getLast()).doesNotContain("Corrected").contains("\"id\":\"a\"");
        }
    }

    @Test
    void whoeverGotAnArticleIsToldWhenItNoLongerMatches() throws Exception {
        Map<TagKind, List<Tag>> taiwan = Map.of(TagKind.COUNTRIES, Samples.tags("TW"));
        try (SseClient byTag = new SseClient(server.uri("v1/stream?country=TW"), null);
                SseClient byWords = new SseClient(server.uri("v1/stream?q=even"), null);
                SseClient others = new SseClient(server.uri("v1/stream?country=JP"), null);
                SseClient all = new SseClient(server.uri("v1/stream"), null)) {
            server.model().publish(Samples.article("a\"b", 1, "wire", "even", "", taiwan));
            awaitIds(byTag, "1");
            awaitIds(byWords, "1");
            server.model().publish(Samples.article("a\"b", 2, "wire", "odd", "", Map.of()));
            server.model().publish(Samples.article("a\"b", 3, "wire", "odd again", "", Map.of()));
            server.model().publish(Samples.article("a\"b", 4, "wire", "even", "", taiwan));

            for (SseClient reader : List.of(byTag, byWords)) {
                awaitIds(reader, "1", "2", "4");
                assertThat(reader.events()).containsExactly("article", "unmatched", "article");
                assertThat(reader.data().get(1)).isEqualTo("{\"seq\":2,\"id\":\"a\\\"b\"}");
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(all.ids()).endsWith("4"));
            assertThat(all.events()).containsOnly("article");
            assertThat(others.events()).isEmpty();
        }
    }

    @Test
    void whoWasAwayIsToldByAnyInstanceWhatNoLongerMatchesButNotWhenThatWasKilled() throws Exception {
        Map<TagKind, List<Tag>> taiwan = Map.of(TagKind.COUNTRIES, Samples.tags("TW"));
        String filter = "v1/stream?country=TW";
        for (String id : List.of("a", "b", "c")) {
            server.model().publish(Samples.article(id, 1, "wire", "First", "", taiwan));
        }
        server.model().publish(Samples.article("a", 2, "wire", "Second", "", Map.of()));
        server.model().publish(Samples.article("a", 3, "wire", "Third", "", Map.of()));
        server.model().publish(Samples.article("b", 2, "wire", "Second", "", taiwan));
        server.model().publish(Samples.article("b", 3, "wire", "Third", "", Map.of()));
        server.model().publish(Samples.article("c", 2, "wire", "Second", "", Map.of()));
        server.model().publish(Samples.killed("c", 3, "wire"));

        // One that has read nothing yet, so that it asks the database, and one that has followed from the beginning.
        try (TestServer second = new TestServer(server.model(), CONFIG);
                SseClient fromDatabase = new SseClient(second.uri(filter), "3");
                SseClient again = new SseClient(server.uri(filter), "4")) {
            awaitIds(fromDatabase, "4", "7", "9");
            assertThat(fromDatabase.events()).containsExactly("unmatched", "unmatched", "kill");
            assertThat(fromDatabase.data().get(1)).isEqualTo("{\"seq\":7,\"id\":\"b\"}");
            awaitIds(again, "7", "9");
        }
        assertThat(server.model().select("SELECT id FROM earlier_revisions WHERE id = 'c'"))
                .as("nothing of what was killed")
                .isEmpty();
    }

    @Test
    void whatReadersHoldAfterRandomRevisionsAndCutsIsWhatTheListShows() throws Exception {
        RandomArticles random = new RandomArticles(3);
        Random dice = new Random(4);
        List<String> filters = List.of(
                "country=A,B",
                "topic=a&topic=B",
                "q=B",
                "copies=false&language=en,pt",
                "bbox=-10,-90,10,90",
                "flashpoint=a,B&about=true&salience=0.3");
        List<Held> readers = new ArrayList<>();
        for (String filter : filters) {
            readers.add(new Held(filter));
        }
        try (TestServer second = new TestServer(server.model(), CONFIG)) {
            int[] revisions = new int[30];
            Set<Integer> killed = new HashSet<>();
            for (int round = 0; round < 12; round++) {
                for (int i = 0; i < 10; i++) {
                    int article = dice.nextInt(revisions.length);
                    // What was killed is not published again.
                    if (!killed.contains(article)) {
                        EnrichedArticle next = dice.nextInt(40) == 0
                                ? Samples.killed("r" + article, 1, "wire")
                                : random.next("r" + article);
                        if (next.getArticle().getSignal() == Signal.KILL) {
                            killed.add(article);
                        }
                        server.model()
                                .publish(EnrichedArticle.newBuilder(next)
                                        .setRevision(++revisions[article])
                                        .build());
                    }
                }
                // Some rounds are missed; others are read now here and now there.
                Map<Held, TestServer> reading = new HashMap<>();
                for (Held reader : readers) {
                    if (dice.nextInt(3) > 0) {
                        reading.put(reader, dice.nextBoolean() ? server : second);
                    }
                }
                readAtOnce(reading);
            }
            readAtOnce(readers.stream().collect(Collectors.toMap(reader -> reader, reader -> server)));
            for (Held reader : readers) {
                List<String> shown = new ArrayList<>();
                for (JsonNode item :
                        server.json("v1/articles?limit=250&" + reader.filter).path("items")) {
                    shown.add(item.path("article").path("id").asText());
                }
                assertThat(reader.articles).as(reader.filter).containsExactlyInAnyOrderElementsOf(shown);
            }
        }
    }

    private static void readAtOnce(Map<Held, TestServer> readers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> reads = new ArrayList<>();
            readers.forEach((reader, from) -> reads.add(() -> reader.read(from)));
            for (Future<Boolean> read : threads.invokeAll(reads)) {
                read.get();
            }
        }
    }

    /** A reader that goes by what it is told alone. */
    private static final class Held {

        private final String filter;
        private final Set<String> articles = new TreeSet<>();
        private String place = "0";

        Held(String filter) {
            this.filter = filter;
        }

        /** Reads what there is. */
        boolean read(TestServer from) throws Exception {
            long newest = from.model().readModel().articles().newest().seq();
            try (SseClient reader = new SseClient(from.uri("v1/stream?" + filter), place)) {
                // Two heartbeats without anything in between: the reader has all there is.
                await().atMost(PATIENCE).until(() -> reader.comments().size() >= 2);
                List<String> ids = List.copyOf(reader.ids());
                for (int i = 0; i < ids.size(); i++) {
                    JsonNode data = JSON.readTree(reader.data().get(i));
                    String event = reader.events().get(i);
                    if (event.equals("article")) {
                        articles.add(data.path("article").path("id").asText());
                    } else {
                        articles.remove(
                                event.equals("unmatched")
                                        ? data.path("id").asText()
                                        : data.path("article").path("id").asText());
                    }
                }
                assertThat(ids)
                        .as("once each, in order")
                        .isSortedAccordingTo(Comparator.comparingLong(Long::parseLong));
                assertThat(Set.copyOf(ids)).hasSameSizeAs(ids);
                place = ids.isEmpty() ? place : ids.getLast();
                assertThat(Long.parseLong(place)).isLessThanOrEqualTo(newest);
                return true;
            }
        }
    }

    private static void awaitIds(SseClient reader, String... ids) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(reader.ids()).containsExactly(ids));
    }

    @Test
    void aPlaceOfAReadModelThatIsNoMoreIsAnsweredByThatName() throws Exception {
        publish(0, 3);
        try (SseClient reader = new SseClient(server.uri("v1/stream"), "99")) {
            publish(3, 4);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(reader.events()).containsExactly("reset", "article"));
            assertThat(reader.ids()).containsExactly("4");
        }
    }

    @Test
    void aPlaceGivenByOneInstanceIsUnderstoodByAnother() throws Exception {
        try (TestServer second = new TestServer(server.model(), CONFIG)) {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                URI uri = (i % 2 == 0 ? server : second).uri("v1/stream");
                try (SseClient reader = new SseClient(uri, seen.isEmpty() ? "0" : seen.getLast())) {
                    publish(i * 50, i * 50 + 50);
                    int some = 10 + i;
                    await().atMost(PATIENCE).until(() -> reader.ids().size() >= some);
                    seen.addAll(List.copyOf(reader.ids()));
                }
            }
            try (SseClient reader = new SseClient(second.uri("v1/stream"), seen.getLast())) {
                int missing = 300 - seen.size();
                await().atMost(PATIENCE).until(() -> reader.ids().size() >= missing);
                seen.addAll(reader.ids());
            }
            assertThat(seen).containsExactlyElementsOf(numbers(1, 300));
        }
    }

    @Test
    void aReaderThatComesBackGetsWhatItMissedAndNothingTwice() throws Exception {
        publish(0, 400);
        try (SseClient reader = new SseClient(server.uri("v1/stream"), "5")) {
            publish(400, 500);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(reader.ids()).hasSize(495));
            assertThat(reader.ids()).containsExactlyElementsOf(numbers(6, 500));
        }
    }

    @Test
    void readersWithFiltersGetWhatTheListWouldShow() throws Exception {
        publish(0, 50);
        List<String> filters = List.of("country=TW", "source=wire&country=TW", "q=even");
        List<SseClient> readers = new ArrayList<>();
        for (String filter : filters) {
            readers.add(new SseClient(server.uri("v1/stream?lastEventId=10&" + filter), null));
        }
        publish(50, 100);

        List<String> even = IntStream.rangeClosed(11, 100)
                .filter(seq -> (seq - 1) % 2 == 0)
                .mapToObj(Integer::toString)
                .toList();
        for (SseClient reader : readers) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(reader.ids()).containsExactlyElementsOf(even));
            reader.close();
        }
    }

    @Test
    void manyReadersCutAtRandomMissNothingAndGetNothingTwice() throws Exception {
        int articles = 600;
        int readers = 12;
        List<List<String>> seen = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            List<String> ids = new ArrayList<>();
            seen.add(ids);
            Random random = new Random(i);
            threads.add(Thread.ofVirtual().start(() -> readWithCuts(ids, articles, random)));
        }
        for (int i = 0; i < articles; i += 20) {
            publish(i, i + 20);
        }
        for (Thread thread : threads) {
            assertThat(thread.join(PATIENCE)).isTrue();
        }
        assertThat(seen).allSatisfy(ids -> assertThat(ids).containsExactlyElementsOf(numbers(1, articles)));
    }

    private void readWithCuts(List<String> ids, int upTo, Random random) {
        while (ids.size() < upTo) {
            try (SseClient reader = new SseClient(server.uri("v1/stream"), ids.isEmpty() ? "0" : ids.getLast())) {
                int enough = Math.min(upTo - ids.size(), 1 + random.nextInt(200));
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> reader.ids().size() >= enough);
                ids.addAll(List.copyOf(reader.ids()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aReaderThatTakesNothingIsDroppedAndSlowsNobodyElse() throws Exception {
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(4_096);
            stalled.connect(new InetSocketAddress(
                    server.uri("").getHost(), server.uri("").getPort()));
            stalled.getOutputStream()
                    .write("GET /v1/stream?lastEventId=0 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            try (SseClient healthy = new SseClient(server.uri("v1/stream"), null)) {
                String body = "long ".repeat(20_000);
                for (int i = 0; i < 200; i++) {
                    server.model().publish(Samples.article("a" + i, "wire", "T", body));
                }
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(healthy.ids()).hasSize(200));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(server.get("metrics").body())
                                .contains("dateline_publish_stream_readers{service=\"publish\"} 1.0"));
            }
            InputStream rest = stalled.getInputStream();
            assertThat(rest.readAllBytes().length).isLessThan(200 * 100_000);
        }
    }

    @Test
    void aReaderThatFallsFarBackIsToldWhyAndLosesNothingWhenItComesBack() throws Exception {
        StreamConfig patient = new StreamConfig(Duration.ofMillis(300), PATIENCE, 100, 300, 2);
        try (TestServer server = new TestServer(this.server.model(), patient);
                Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress(
                    server.uri("").getHost(), server.uri("").getPort()));
            slow.getOutputStream()
                    .write("GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
            readUntil(lines, "retry: 1000");
            publish(0, 1);
            readUntil(lines, "id: 1");
            String body = "long ".repeat(20_000);
            for (int i = 1; i <= 60; i++) {
                server.model().publish(Samples.article("long" + i, "wire", "T", body));
            }
            publish(1, 400);

            String last = readUntil(lines, "event: dropped");
            assertThat(lines.readLine()).contains("too-slow").contains("300 articles");
            try (SseClient back = new SseClient(server.uri("v1/stream"), last)) {
                int missing = 460 - Integer.parseInt(last);
                await().atMost(PATIENCE).until(() -> back.ids().size() == missing);
            }
        }
    }

    /** Reads on slowly enough to fall back, fast enough to be alive; returns the last id before the line. */
    private static String readUntil(BufferedReader lines, String wanted) throws IOException {
        String id = "0";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(wanted)) {
                return line.startsWith("id: ") ? line.substring(4) : id;
            }
            id = line.startsWith("id: ") ? line.substring(4) : id;
        }
        throw new IOException("the stream ended before " + wanted);
    }

    private void publish(int from, int to) {
        server.model()
                .publish(IntStream.range(from, to)
                        .mapToObj(i -> Samples.article(
                                "a" + i,
                                1,
                                "wire",
                                i % 2 == 0 ? "even" : "odd",
                                "",
                                i % 2 == 0 ? Map.of(TagKind.COUNTRIES, Samples.tags("TW")) : Map.of()))
                        .toArray(EnrichedArticle[]::new));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }
}
