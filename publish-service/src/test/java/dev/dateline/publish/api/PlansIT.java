package dev.dateline.publish.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.RandomArticles;
import dev.dateline.publish.TestReadModel;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.http.Gate;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.metrics.ProcessMetrics;
import dev.dateline.schemas.EnrichedArticle;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL itself counts how often it reads a table from one end to the other; no question for articles makes it do so. */
@ExtendWith(StackExtension.class)
class PlansIT {

    private static final int ARTICLES = 6_000;

    private static final List<String> QUERIES = List.of(
            "",
            "?limit=250",
            "?country=a",
            "?country=A,B&person=a",
            "?organisation=a&place=a&topic=a",
            "?flashpoint=a&about=true",
            "?person=nobody",
            "?person=a&salience=0.9&confidence=0.9",
            "?source=a",
            "?feed=a&publisher=B",
            "?family=a",
            "?story=a",
            "?language=pt",
            "?lane=backfill",
            "?copies=false",
            "?bbox=121,25,122,26",
            "?bbox=170,-90,-170,90",
            "?bbox=-180,-90,180,90",
            "?since=2026-11-24T09:40:00Z&until=2026-11-24T09:41:00Z",
            "?publishedSince=2026-11-24T09:00:00Z",
            "?publishedUntil=2026-11-23T15:00:00Z",
            "?q=title",
            "?q=nowhere",
            "?q=title&country=A&source=B",
            "?q=title&sort=relevance",
            "?q=title&highlight=true",
            "?facets=countries,people,feeds",
            "?q=nowhere&facets=countries",
            "/a1");

    private final Stack stack;

    PlansIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void noQuestionReadsAllArticles() throws Exception {
        try (TestReadModel model = new TestReadModel(stack, 2_000)) {
            RandomArticles random = new RandomArticles(3);
            for (int batch = 0; batch < ARTICLES; batch += 500) {
                model.publish(IntStream.range(batch, batch + 500)
                        .mapToObj(i -> random.next("a" + i))
                        .toArray(EnrichedArticle[]::new));
            }
            model.database().useHandle(handle -> handle.execute("ANALYZE"));
            model.close();
            awaitCounters(model);
            List<String> before = sequentialScans(model);

            ask(model);

            awaitCounters(model);
            assertThat(sequentialScans(model)).isEqualTo(before);
            assertThat(model.select("SELECT sum(idx_scan) > 100 FROM pg_stat_user_tables WHERE relname ~ '^articles'"))
                    .as("the scans of indexes are counted")
                    .containsExactly("t");
        }
    }

    private static void ask(TestReadModel model) throws Exception {
        try (ReadModel readModel = new ReadModel(model.config(), Clock.systemUTC());
                ProcessMetrics metrics = new ProcessMetrics("publish");
                HttpServer http = HttpServer.start(
                        new HttpConfig("127.0.0.1", 0),
                        new Health(),
                        metrics.registry(),
                        "publish-service",
                        Gate.OPEN,
                        new ArticleRoutes(readModel.articles())::addTo);
                HttpClient client = HttpClient.newHttpClient()) {
            for (String query : QUERIES) {
                HttpRequest request = HttpRequest.newBuilder(http.uri().resolve("/v1/articles" + query))
                        .build();
                assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                        .as(query)
                        .isEqualTo(200);
            }
            assertThat(readModel.articles().tail(ARTICLES - 10, 100)).hasSize(10);
        }
    }

    /** Each process of PostgreSQL adds what it counted when it ends. */
    private static void awaitCounters(TestReadModel model) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> model.select("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND application_name = 'PostgreSQL JDBC Driver'")
                        .equals(List.of("1")));
    }

    private static List<String> sequentialScans(TestReadModel model) {
        return model.select("SELECT relname || ' ' || seq_scan FROM pg_stat_user_tables"
                + " WHERE relname ~ '^article(s|_ids)' ORDER BY relname");
    }
}
