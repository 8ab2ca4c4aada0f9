package dev.dateline.publish.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.RandomArticles;
import dev.dateline.publish.TestReadModel;
import dev.dateline.publish.store.DatabaseAddress;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.StoreConfig;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.http.Gate;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.metrics.ProcessMetrics;
import dev.dateline.schemas.EnrichedArticle;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
    private static final int MANY = 60_000;

    /** What the service asks its questions with, but for enable_seqscan. */
    private static final String SETTINGS_BUT_THE_ONE = "-c statement_timeout=10000 -c jit=off"
            + " -c plan_cache_mode=force_custom_plan -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0";

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

    /**
     * Of many articles, the planner reads none by all of them even where it is free to: that the service forbids it is a
     * precaution for small partitions and stale statistics, not what the answers rest on.
     */
    @Test
    void thePlannerChoosesAnIndexForManyArticlesWithoutBeingTold() throws Exception {
        try (TestReadModel model = new TestReadModel(stack, MANY / 3)) {
            RandomArticles random = new RandomArticles(4);
            model.publish(IntStream.range(0, 2_000)
                    .mapToObj(i -> random.next("a" + i))
                    .toArray(EnrichedArticle[]::new));
            multiply(model);
            model.close();
            awaitCounters(model);
            List<String> before = sequentialScans(model);
            StoreConfig config = model.config();
            DatabaseAddress free = new DatabaseAddress(
                    config.database().url() + (config.database().url().contains("?") ? "&" : "?") + "options="
                            + URLEncoder.encode(SETTINGS_BUT_THE_ONE, StandardCharsets.UTF_8)
                                    .replace("+", "%20"),
                    config.database().user(),
                    config.database().password());

            ask(new StoreConfig(free, config.readers(), config.partitionArticles(), config.retention()), MANY - 1);

            awaitCounters(model);
            // The partition that is made ahead is empty: there is nothing in it to read.
            String ahead = "articles_" + MANY + " ";
            assertThat(sequentialScans(model))
                    .filteredOn(counted -> !counted.startsWith(ahead))
                    .hasSize(before.size() - 1)
                    .isSubsetOf(before);
        }
    }

    /** Fills three partitions with copies of what is there, each with an id and a place of its own. */
    private static void multiply(TestReadModel model) {
        model.database().useHandle(handle -> {
            int stored = 2_000;
            int width = MANY / 3;
            handle.createQuery(
                            "SELECT add_article_partition(n, n + :width) FROM generate_series(:width, :width * 3, :width) AS n")
                    .bind("width", width)
                    .mapTo(String.class)
                    .list();
            handle.createUpdate("""
                            INSERT INTO articles SELECT seq + n * :stored, id || '-' || n, feed, title, language, published,
                                received, killed, copy, keys, saliences, confidences, latitudes, longitudes, search, record
                            FROM articles CROSS JOIN generate_series(1, :copies) AS n""")
                    .bind("stored", stored)
                    .bind("copies", MANY / stored - 1)
                    .execute();
            // The last one would be alone in its partition.
            handle.execute("DELETE FROM articles WHERE seq >= ?", MANY);
            handle.execute("INSERT INTO article_ids SELECT id, seq, 1, killed FROM articles ON CONFLICT DO NOTHING");
            handle.execute(
                    "UPDATE article_partitions AS p SET oldest = span.oldest, newest = span.newest FROM"
                            + " (SELECT min(received) AS oldest, max(received) AS newest FROM articles) AS span"
                            + " WHERE first_seq < ?",
                    MANY);
            handle.execute("UPDATE head SET newest_seq = ?, articles = ?", MANY - 1, MANY - 1);
            handle.execute("ANALYZE");
        });
    }

    private static void ask(TestReadModel model) throws Exception {
        ask(model.config(), ARTICLES);
    }

    private static void ask(StoreConfig config, int newest) throws Exception {
        try (ReadModel readModel = new ReadModel(config, Clock.systemUTC());
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
            assertThat(readModel.articles().tail(newest - 10, 100)).hasSize(10);
            assertThat(readModel.articles().revisions(newest - 10, 100)).hasSize(10);
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
