package dev.dateline.bench.speed;

import dev.dateline.publish.store.ArticleFacts;
import dev.dateline.publish.store.ArticleFacts.WeighedTag;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills the tables of publish-service with articles past the materializer, a partition at a time and its indexes last: only to
 * have many there. The rows of the first partition are those that the materializer would write; the others repeat them under ids of
 * their own, received later, for making a million articles takes longer than loading them.
 */
final class ArticleLoad {

    private static final int FLUSH_CHARS = 1 << 16;

    private final Connection connection;
    private final InventedNews news;
    private final int width;

    ArticleLoad(Connection connection, InventedNews news, int width) {
        this.connection = connection;
        this.news = news;
        this.width = width;
    }

    /** Writes articles 1 to count, received one after the other at this pace up to an instant. */
    void load(int count, Instant end, Duration pace, LongConsumer done) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET maintenance_work_mem = '256MB'");
            statement.execute("SET synchronous_commit = off");
            statement.execute("SET max_parallel_maintenance_workers = 0");
            for (long first = 0; first <= count; first += width) {
                long from = Math.max(1, first);
                long to = Math.min(count + 1L, first + width);
                Function<Long, Instant> received = seq -> end.minus(pace.multipliedBy(count - seq));
                if (first == 0) {
                    fill(statement, from, to, received);
                } else {
                    repeat(statement, first, to, pace);
                }
                attach(statement, first);
                done.accept(to - 1);
            }
            statement.execute("UPDATE head SET newest_seq = " + count + ", articles = " + count);
            statement.execute("INSERT INTO article_languages VALUES ('en') ON CONFLICT DO NOTHING");
            statement.execute("VACUUM ANALYZE");
        }
    }

    private void fill(Statement statement, long from, long to, Function<Long, Instant> received)
            throws SQLException, IOException {
        statement.execute("CREATE TABLE articles_0 (LIKE articles INCLUDING ALL EXCLUDING INDEXES)");
        statement.execute(
                "CREATE TEMP TABLE batch AS SELECT seq, id, feed, title, language, published, received, killed,"
                        + " copy, keys, saliences, confidences, latitudes, longitudes, ''::text AS body, record FROM articles"
                        + " WITH NO DATA");
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY batch FROM STDIN");
        StringBuilder rows = new StringBuilder();
        for (long seq = from; seq < to; seq++) {
            append(rows, seq, news.article(seq, received.apply(seq)));
            if (rows.length() > FLUSH_CHARS || seq + 1 == to) {
                byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                rows.setLength(0);
            }
        }
        copy.endCopy();
        statement.execute("INSERT INTO articles_0 SELECT seq, id, feed, title, language, published, received,"
                + " killed, copy, keys, saliences, confidences, latitudes, longitudes,"
                + " search_words(language, title, body), record FROM batch ORDER BY seq");
        statement.execute("DROP TABLE batch");
    }

    private static void repeat(Statement statement, long first, long to, Duration pace) throws SQLException {
        String later = " + interval '1 second' * " + pace.toMillis() * first / 1000.0;
        statement.execute("CREATE TABLE articles_" + first + " (LIKE articles INCLUDING ALL EXCLUDING INDEXES)");
        // Nothing is there at seq 0, and so nothing at the first of each later partition.
        statement.execute("INSERT INTO articles_" + first + " SELECT seq + " + first + ", 'bench-' || (seq + " + first
                + "), feed, title, language, published" + later + ", received" + later
                + ", killed, copy, keys, saliences, confidences, latitudes, longitudes, search, record FROM articles_0"
                + " WHERE seq + " + first + " < " + to + " ORDER BY seq");
    }

    private void attach(Statement statement, long first) throws SQLException {
        String partition = "articles_" + first;
        statement.execute("INSERT INTO article_ids SELECT id, seq, 1, false FROM " + partition);
        statement.execute("INSERT INTO article_partitions SELECT " + first + ", " + (first + width)
                + ", min(received), max(received) FROM " + partition);
        statement.execute("ALTER TABLE articles ATTACH PARTITION " + partition + " FOR VALUES FROM (" + first + ") TO ("
                + (first + width) + ")");
    }

    private static void append(StringBuilder rows, long seq, EnrichedArticle article) {
        RawArticle raw = article.getArticle();
        ArticleFacts facts = ArticleFacts.of(article);
        rows.append(seq);
        cell(rows, raw.getId());
        cell(rows, raw.getFeed());
        cell(rows, raw.getTitle());
        cell(rows, ArticleFacts.language(article));
        cell(rows, RecordJson.isoMillis(facts.published()));
        cell(rows, RecordJson.isoMillis(facts.received()));
        cell(rows, "f");
        cell(rows, facts.copy() ? "t" : "f");
        cell(rows, facts.keys().stream().collect(Collectors.joining("\",\"", "{\"", "\"}")));
        cell(rows, numbers(facts.tags(), WeighedTag::salience));
        cell(rows, numbers(facts.tags(), WeighedTag::confidence));
        cell(rows, numbers(facts.tags(), WeighedTag::latitude));
        cell(rows, numbers(facts.tags(), WeighedTag::longitude));
        cell(rows, raw.getBody());
        cell(rows, RecordJson.of(article));
        rows.append('\n');
    }

    private static String numbers(List<WeighedTag> tags, Function<WeighedTag, @Nullable Number> number) {
        return tags.stream()
                .map(number)
                .map(value -> value == null ? "NULL" : value.toString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** In what is invented here only JSON has a character that COPY would read otherwise: a backslash. */
    private static void cell(StringBuilder rows, String value) {
        rows.append('\t').append(value.replace("\\", "\\\\"));
    }
}
