package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.publish.api.ArticleRoutes;
import dev.dateline.publish.store.BatchWriter;
import dev.dateline.publish.store.Change;
import dev.dateline.publish.store.Effect;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.StoreConfig;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.http.Gate;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.metrics.ProcessMetrics;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/**
 * Questions over HTTP to publish-service's list of articles, with a million of them in the embedded PostgreSQL, while more
 * arrive. Each question is sent at its time, whether those before were answered or not, and its time counts from then.
 */
final class SearchBenchmark implements Benchmark {

    private static final int DEFAULT_ARTICLES = 1_000_000;
    private static final int READERS = 8;
    private static final int QUESTIONS_A_SECOND = 20;
    private static final int ARTICLES_A_SECOND = 75;
    private static final Duration WARM = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(90);

    /** Half a year of news: what since and until ask for is there. */
    private static final Duration SPAN = Duration.ofDays(180);

    private static final TopicPartition SOURCE = new TopicPartition("bench", 0);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String description() {
        return "questions to the list of articles, over many of them, while more arrive [ARTICLES]";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        int articles = arguments.isEmpty() ? DEFAULT_ARTICLES : Integer.parseInt(arguments.getFirst());
        EmptyReadModel.use(READERS, (readModel, connection) -> {
            load(connection, articles, out);
            settle(connection, out);
            measure(readModel, connection, articles, out);
        });
    }

    private static void load(Connection connection, int articles, PrintStream out) throws Exception {
        long begin = System.nanoTime();
        new ArticleLoad(connection, new InventedNews(1), StoreConfig.PARTITION_ARTICLES)
                .load(
                        articles,
                        Instant.now(),
                        SPAN.dividedBy(articles),
                        done -> out.printf(
                                "loaded %,d after %d s%n", done, (System.nanoTime() - begin) / 1_000_000_000));
        out.printf("the tables and their indexes hold %s%n", one(connection, """
                SELECT pg_size_pretty(sum(pg_total_relation_size(oid))) FROM pg_class WHERE relname ~ '^article' AND relkind = 'r'"""));
    }

    /** Half a year of news was looked through by PostgreSQL's own upkeep long ago; that of the last minutes is left to it. */
    private static void settle(Connection connection, PrintStream out) throws SQLException {
        long begin = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) articles");
        }
        out.printf("settled after %d s%n", (System.nanoTime() - begin) / 1_000_000_000);
    }

    private static void measure(ReadModel readModel, Connection connection, int articles, PrintStream out)
            throws Exception {
        AtomicBoolean stopping = new AtomicBoolean();
        Thread arrivals = Thread.ofPlatform().start(() -> arrive(readModel.writer(), articles, stopping));
        try (ProcessMetrics metrics = new ProcessMetrics("bench");
                HttpServer http = HttpServer.start(
                        new HttpConfig("127.0.0.1", 0),
                        new Health(),
                        metrics.registry(),
                        "publish-service",
                        Gate.OPEN,
                        new ArticleRoutes(readModel.articles())::addTo);
                HttpClient client = HttpClient.newHttpClient()) {
            ask(http.uri(), client, new InventedNews(2), WARM);
            Map<String, Long> before = scans(connection);
            Map<String, List<Double>> times = ask(http.uri(), client, new InventedNews(3), MEASURED);
            Thread.sleep(11_000); // PostgreSQL's processes say what they counted after ten idle seconds.
            report(times, before, scans(connection), articles, out);
        } finally {
            stopping.set(true);
            arrivals.join();
        }
    }

    /** As the materializer would: small transactions, ten a second. */
    private static void arrive(BatchWriter writer, int articles, AtomicBoolean stopping) {
        InventedNews news = new InventedNews(4);
        Map<TopicPartition, Long> positions = writer.positions(Set.of(SOURCE));
        long number = articles;
        long next = System.nanoTime();
        double owed = 0;
        while (!stopping.get()) {
            List<Change> changes = new ArrayList<>();
            for (owed += ARTICLES_A_SECOND / 10.0; owed >= 1; owed--) {
                number++;
                changes.add(new Change(
                        SOURCE, number - articles - 1, new Effect.Revision(news.article(number, Instant.now()))));
            }
            writer.write(positions, changes);
            next += 100_000_000;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private static Map<String, List<Double>> ask(URI service, HttpClient client, InventedNews news, Duration time)
            throws InterruptedException {
        Map<String, List<Double>> times = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            long count = time.toSeconds() * QUESTIONS_A_SECOND;
            for (long i = 0; i < count; i++) {
                long due = begin + i * 1_000_000_000 / QUESTIONS_A_SECOND;
                Question question = question(news);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                threads.submit(() -> {
                    HttpResponse<byte[]> answer = client.send(
                            HttpRequest.newBuilder(service.resolve("/v1/articles?" + question.parameters()))
                                    .build(),
                            BodyHandlers.ofByteArray());
                    double millis = (System.nanoTime() - due) / 1e6;
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(
                                question + ": " + new String(answer.body(), StandardCharsets.UTF_8));
                    }
                    synchronized (times) {
                        times.computeIfAbsent(question.kind(), kind -> new ArrayList<>())
                                .add(millis);
                    }
                    return null;
                });
            }
        }
        return times;
    }

    private record Question(String kind, String parameters) {}

    /** What readers ask: mostly the newest of something, often words, seldom counts. */
    private static Question question(InventedNews news) {
        String country = "country=" + InventedNews.country(news.zipf(InventedNews.COUNTRIES));
        String person = "person=person:" + news.zipf(InventedNews.PEOPLE);
        String word = "q=" + news.word();
        String words = word + "%20" + news.word();
        return switch (news.below(25)) {
            case 0, 1, 2 -> new Question("newest", "");
            case 3, 4, 5 -> new Question("country", country);
            case 6, 7 -> new Question("person", person);
            case 8 -> new Question("country and person", country + "&" + person);
            case 9 ->
                new Question(
                        "flashpoint, about",
                        "flashpoint=flashpoint-" + news.zipf(InventedNews.FLASHPOINTS) + "&about=true&salience=0.5");
            case 10, 11 -> new Question("word", word);
            case 12, 13 -> new Question("two words", words);
            case 14 -> new Question("word, highlighted", word + "&highlight=true");
            case 15 -> new Question("word and country", word + "&" + country);
            case 16 ->
                new Question(
                        "phrase",
                        "q="
                                + URLEncoder.encode(
                                        "\"" + news.word() + " " + news.word() + "\"", StandardCharsets.UTF_8));
            case 17, 18 -> new Question("two words, best first", words + "&sort=relevance");
            case 19 -> new Question("source", "source=feed-" + news.zipf(InventedNews.FEEDS) + "&copies=false");
            case 20 -> new Question("story", "story=story-" + news.below(300_000));
            case 21 -> {
                int west = news.below(340) - 180;
                int south = news.below(100) - 60;
                yield new Question("box", "bbox=" + west + "," + south + "," + (west + 15) + "," + (south + 10));
            }
            case 22 -> {
                Instant since = Instant.now().minus(Duration.ofHours(news.below(4_000) + 24L));
                yield new Question(
                        "hour and country", country + "&since=" + since + "&until=" + since.plusSeconds(3_600));
            }
            case 23 -> new Question("country with facets", country + "&facets=countries,people");
            default -> new Question("word with facets", word + "&facets=topics,feeds");
        };
    }

    private static void report(
            Map<String, List<Double>> times,
            Map<String, Long> before,
            Map<String, Long> after,
            int articles,
            PrintStream out) {
        List<Double> all = new ArrayList<>();
        out.printf("%-24s %6s %8s %8s %8s %8s   ms%n", "question", "count", "p50", "p95", "p99", "max");
        times.forEach((kind, some) -> {
            line(kind, some, out);
            all.addAll(some);
        });
        line("all", all, out);
        Map<String, Long> scans = new TreeMap<>(after);
        scans.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
        out.println("scans meanwhile, with those of the writer: " + scans);
        ObjectNode figures = JSON.createObjectNode();
        figures.put("benchmark", "search");
        figures.put("articles", articles);
        figures.put("questions", all.size());
        figures.put("p50_ms", quantile(all, 0.5));
        figures.put("p95_ms", quantile(all, 0.95));
        figures.put("p99_ms", quantile(all, 0.99));
        figures.put("sequential_scans_of_articles", scans.getOrDefault("articles, sequential", 0L));
        out.println(figures);
    }

    private static void line(String kind, List<Double> times, PrintStream out) {
        out.printf(
                "%-24s %6d %8.1f %8.1f %8.1f %8.1f%n",
                kind,
                times.size(),
                quantile(times, 0.5),
                quantile(times, 0.95),
                quantile(times, 0.99),
                quantile(times, 1));
    }

    private static double quantile(List<Double> times, double share) {
        double[] ascending =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Math.round(Quantile.of(share, ascending) * 10) / 10.0;
    }

    /** How often PostgreSQL went through which index of the articles, and through a partition from one end to the other. */
    private static Map<String, Long> scans(Connection connection) throws SQLException {
        Map<String, Long> scans = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT regexp_replace(indexrelname, '^articles_[0-9]+', 'articles'), sum(idx_scan)::bigint
                        FROM pg_stat_user_indexes WHERE relname ~ '^articles_[0-9]' GROUP BY 1
                        UNION ALL SELECT 'articles, sequential', sum(seq_scan)::bigint
                        FROM pg_stat_user_tables WHERE relname ~ '^articles_[0-9]'""")) {
            while (rows.next()) {
                scans.put(rows.getString(1), rows.getLong(2));
            }
        }
        return scans;
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
