package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.publish.store.BatchWriter;
import dev.dateline.publish.store.Change;
import dev.dateline.publish.store.Effect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What writes articles into PostgreSQL, with its checks for revisions, its ledger and its positions, against a bare COPY of the
 * very rows that it made, binary, into tables with the same indexes. It begins with decoded records; JSON, keys and the words
 * for searching are made within the time. The two take turns; the median of the rounds counts.
 */
final class MaterializeBenchmark implements Benchmark {

    private static final int DEFAULT_ARTICLES = 5_000;
    private static final int WARM_ROUNDS = 2;
    private static final int ROUNDS = 5;

    /** What publish-service takes at once by default. */
    private static final int BATCH = 1_000;

    private static final TopicPartition SOURCE = new TopicPartition("bench", 0);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "materialize";
    }

    @Override
    public String description() {
        return "the writing of decoded articles into PostgreSQL against a bare COPY of the same rows [ARTICLES]";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        int articles = arguments.isEmpty() ? DEFAULT_ARTICLES : Integer.parseInt(arguments.getFirst());
        EmptyReadModel.use(1, (readModel, connection) -> measure(readModel.writer(), connection, articles, out));
    }

    private static void measure(BatchWriter writer, Connection connection, int articles, PrintStream out)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bare_articles (LIKE articles INCLUDING ALL)");
            statement.execute("CREATE TABLE bare_ids (LIKE article_ids INCLUDING ALL)");
        }
        Map<TopicPartition, Long> positions = writer.positions(Set.of(SOURCE));
        InventedNews news = new InventedNews(5);
        double[] ours = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
            long first = (long) (round + WARM_ROUNDS) * articles;
            double written = articles / write(writer, positions, changes(news, first, articles));
            double copied = articles / copy(connection, first, articles);
            out.printf(
                    "%s   bare COPY %,9.0f rows/s   materializer %,9.0f articles/s%n",
                    round < 0 ? "warming" : "round " + (round + 1), copied, written);
            if (round >= 0) {
                ours[round] = written;
                bare[round] = copied;
            }
        }
        double ratio = PushBenchmark.median(ours) / PushBenchmark.median(bare);
        out.printf(
                "median    bare COPY %,9.0f rows/s   materializer %,9.0f articles/s   ratio %.2f%n",
                PushBenchmark.median(bare), PushBenchmark.median(ours), ratio);
        ObjectNode figures = JSON.createObjectNode();
        figures.put("benchmark", "materialize");
        figures.put("articles", articles);
        figures.put("bare_per_second", Math.round(PushBenchmark.median(bare)));
        figures.put("materializer_per_second", Math.round(PushBenchmark.median(ours)));
        figures.put("ratio", Math.round(ratio * 1000) / 1000.0);
        out.println(figures);
    }

    private static List<Change> changes(InventedNews news, long first, int articles) {
        List<Change> changes = new ArrayList<>(articles);
        for (int i = 0; i < articles; i++) {
            changes.add(new Change(SOURCE, first + i, new Effect.Revision(news.article(first + i + 1, Instant.now()))));
        }
        return changes;
    }

    private static double write(BatchWriter writer, Map<TopicPartition, Long> positions, List<Change> changes) {
        long begin = System.nanoTime();
        for (int i = 0; i < changes.size(); i += BATCH) {
            writer.write(positions, changes.subList(i, Math.min(changes.size(), i + BATCH)));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** How long the rows of these articles take, as PostgreSQL gave them, into tables of their own. */
    private static double copy(Connection connection, long first, int articles) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        String these = " WHERE seq > " + first + " AND seq <= " + (first + articles) + ") TO STDOUT (FORMAT binary)";
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        copy.copyOut("COPY (SELECT * FROM articles" + these, rows);
        ByteArrayOutputStream ids = new ByteArrayOutputStream();
        copy.copyOut("COPY (SELECT * FROM article_ids" + these, ids);
        long begin = System.nanoTime();
        copy.copyIn("COPY bare_articles FROM STDIN (FORMAT binary)", new ByteArrayInputStream(rows.toByteArray()));
        copy.copyIn("COPY bare_ids FROM STDIN (FORMAT binary)", new ByteArrayInputStream(ids.toByteArray()));
        return (System.nanoTime() - begin) / 1e9;
    }
}
