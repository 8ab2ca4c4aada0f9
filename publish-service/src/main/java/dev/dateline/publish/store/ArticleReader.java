package dev.dateline.publish.store;

import dev.dateline.schemas.TagKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Answers questions for articles. Every method throws {@link StoreException.Unavailable} if the database cannot be asked. */
public final class ArticleReader {

    private final Jdbi database;

    ArticleReader(Jdbi database) {
        this.database = database;
    }

    /** An article by its id, a killed one too. */
    public Optional<FoundArticle> article(String id) {
        return SqlFailures.translating(() -> database.withHandle(
                handle -> handle.select("SELECT killed, record FROM articles WHERE id = ?", Rows.text(id))
                        .map((row, context) -> new FoundArticle(row.getBoolean(1), row.getString(2)))
                        .findOne()));
    }

    /**
     * An article.
     *
     * @param killed whether it must no longer be shown
     * @param record the article in JSON
     */
    public record FoundArticle(boolean killed, String record) {}

    /** The newest articles before a place in the order of publication, newest first. */
    public List<ArticleItem> before(ArticleFilter filter, long seq, int limit) {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> new ArticleQuery(filter).before(handle, seq, limit)));
    }

    /** The oldest articles after a place in the order of publication, oldest first; killed ones too, whatever the filter. */
    public List<ArticleItem> after(ArticleFilter filter, long seq, int limit) {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> new ArticleQuery(filter).after(handle, seq, limit)));
    }

    /** The oldest articles after a place, oldest first, with what filters ask for. */
    public List<PublishedArticle> tail(long seq, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT a.seq, a.feed, a.publisher, a.received, a.killed, a.record, ARRAY(
                            SELECT t.kind::text || mark || t.tag_id FROM article_tags AS t
                                CROSS JOIN LATERAL (VALUES ('/'), (CASE WHEN t.about THEN '!' END)) AS marks (mark)
                            WHERE t.seq = a.seq AND mark IS NOT NULL) AS tags
                        FROM articles AS a WHERE a.seq > :seq ORDER BY a.seq LIMIT :limit""")
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> published(row))
                .list()));
    }

    private static PublishedArticle published(ResultSet row) throws SQLException {
        return new PublishedArticle(
                row.getLong("seq"),
                row.getString("feed"),
                row.getString("publisher"),
                row.getObject("received", OffsetDateTime.class).toInstant(),
                Set.copyOf(Arrays.asList((String[]) row.getArray("tags").getArray())),
                row.getBoolean("killed"),
                row.getString("record"));
    }

    /** The newest numbers and the count of articles. */
    public Newest newest() {
        return SqlFailures.translating(() ->
                database.withHandle(handle -> handle.createQuery("SELECT newest_seq, newest_trend, articles FROM head")
                        .map((row, context) -> new Newest(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .one()));
    }

    /**
     * How far the read model is.
     *
     * @param seq the place of the newest article; 0 before the first
     * @param trend the version of the newest ranking; 0 before the first
     * @param articles articles stored
     */
    public record Newest(long seq, long trend, long articles) {}

    /** The JSON of a ranking. */
    public Optional<String> ranking(TagKind kind, String window) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        "SELECT record FROM trends WHERE kind = ?::tag_kind AND span = ?", TagKinds.name(kind), window)
                .mapTo(String.class)
                .findOne()));
    }

    /** The rankings after a version, oldest first. */
    public List<Ranking> rankingsAfter(long version) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        "SELECT version, kind, span, record FROM trends WHERE version > ? ORDER BY version", version)
                .map((row, context) -> new Ranking(
                        row.getLong("version"),
                        row.getString("kind") + "/" + row.getString("span"),
                        row.getString("record")))
                .list()));
    }

    /**
     * A ranking.
     *
     * @param version grows with each ranking of any kind and window
     * @param key its kind and window
     * @param record the ranking in JSON
     */
    public record Ranking(long version, String key, String record) {}
}
