package dev.dateline.publish.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestServer;
import dev.dateline.publish.store.Effect;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.TagKind;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class ArticleStreamIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestServer server;

    ArticleStreamIT(Stack stack) {
        server = new TestServer(stack, new StreamConfig(Duration.ofMillis(300), Duration.ofSeconds(1), 100));
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
    }

    @Test
    void aReaderGetsWhatIsPublishedAfterItCame() throws Exception {
        publish(0, 3);
        try (SseClient reader = new SseClient(server.uri("v1/stream"), null)) {
            publish(3, 5);
            server.model().write(new Effect.Ranking(Samples.ranking(TagKind.PEOPLE, "PT1H", "x")));

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(reader.ids()).containsExactly("4", "5");
                assertThat(reader.events()).containsExactlyInAnyOrder("article", "article", "trend");
                assertThat(reader.comments()).as("heartbeats").isNotEmpty();
            });
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
