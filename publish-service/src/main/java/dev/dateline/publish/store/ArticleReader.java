package dev.dateline.publish.store;

import dev.dateline.publish.store.ArticleFacts.WeighedTag;
import dev.dateline.publish.store.RankedPage.RankPlace;
import dev.dateline.schemas.TagKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Answers questions for articles. Every method throws {@link StoreException.Unavailable} if the database cannot be asked. */
public final class ArticleReader {

    private final Jdbi database;

    ArticleReader(Jdbi database) {
        this.database = database;
    }

    /** An article by its id, a killed one too. */
    public Optional<FoundArticle> article(String id) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select("""
                        SELECT killed, record FROM articles WHERE seq = (SELECT seq FROM article_ids WHERE id = ?)""", Rows.text(id))
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
                () -> database.withHandle(handle -> new ArticleQuery(handle, filter).before(seq, limit)));
    }

    /** The oldest articles after a place in the order of publication, oldest first; killed ones too, whatever the filter. */
    public List<ArticleItem> after(ArticleFilter filter, long seq, int limit) {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> new ArticleQuery(handle, filter).after(seq, limit)));
    }

    /** The articles that match best, from a place in that order on; the filter has words. */
    public RankedPage ranked(ArticleFilter filter, RankPlace place, int limit) {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> RankedQuery.page(handle, filter, place, limit)));
    }

    /** How many of the newest articles have which values, of each facet the most frequent. */
    public FacetCounts facets(ArticleFilter filter, Set<Facet> facets, int most) {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> FacetQuery.count(handle, filter, facets, most)));
    }

    /** Where articles say what is looked for, by their ids. */
    public Map<String, List<Highlight>> highlights(String words, List<ArticleItem> items) {
        return SqlFailures.translating(() -> database.withHandle(handle -> HighlightQuery.find(handle, words, items)));
    }

    /** The filter with the ids of all stories that are part of those it names: an article keeps the id it was placed under. */
    public ArticleFilter withAbsorbedStories(ArticleFilter filter) {
        return filter.stories().isEmpty()
                ? filter
                : SqlFailures.translating(() ->
                        database.withHandle(handle -> filter.withStories(ids -> AbsorbedStories.allOf(handle, ids))));
    }

    /** The oldest articles after a place, oldest first, with what filters ask for. */
    public List<PublishedArticle> tail(long seq, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT seq, killed, published, received, copy, keys, saliences, confidences, latitudes,
                            longitudes, record
                        FROM articles WHERE seq > :seq ORDER BY seq LIMIT :limit""")
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> published(row))
                .list()));
    }

    /**
     * The oldest revisions after a place, oldest first, each with what filters ask for of it and of the one before it. Those whose
     * place a newer one has taken are among them for some weeks, so that none that ends what was told before is missed.
     */
    public List<ArticleRevision> revisions(long seq, int limit) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery("""
                        SELECT r.*, b.seq AS before_seq, b.published AS before_published, b.received AS before_received,
                            b.copy AS before_copy, b.keys AS before_keys, b.saliences AS before_saliences,
                            b.confidences AS before_confidences, b.latitudes AS before_latitudes,
                            b.longitudes AS before_longitudes
                        FROM (
                            (SELECT seq, id, killed, published, received, copy, keys, saliences, confidences, latitudes,
                                longitudes, record
                            FROM articles WHERE seq > :seq ORDER BY seq LIMIT :limit)
                            UNION ALL
                            (SELECT seq, id, false, published, received, copy, keys, saliences, confidences, latitudes,
                                longitudes, NULL
                            FROM earlier_revisions WHERE seq > :seq ORDER BY seq LIMIT :limit)
                        ) AS r LEFT JOIN earlier_revisions AS b ON b.until_seq = r.seq
                        ORDER BY r.seq LIMIT :limit""")
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> new ArticleRevision(
                        row.getLong("seq"),
                        row.getString("id"),
                        row.getBoolean("killed"),
                        facts(row, ""),
                        row.getObject("before_seq") == null ? Optional.empty() : Optional.of(facts(row, "before_")),
                        Optional.ofNullable(row.getString("record"))))
                .list()));
    }

    /**
     * The oldest places after one and up to another at which an article that the filter matched took a revision that it does not.
     */
    public List<Unmatched> unmatched(ArticleFilter filter, long after, long upTo, int limit) {
        return SqlFailures.translating(
                () -> database.withHandle(handle -> new ArticleQuery(handle, filter).unmatched(after, upTo, limit)));
    }

    /**
     * That an article no longer matches.
     *
     * @param seq the place of the revision that does not
     * @param id the article's id
     */
    public record Unmatched(long seq, String id) {}

    private static PublishedArticle published(ResultSet row) throws SQLException {
        return new PublishedArticle(
                row.getLong("seq"), row.getBoolean("killed"), facts(row, ""), row.getString("record"));
    }

    private static ArticleFacts facts(ResultSet row, String prefix) throws SQLException {
        String[] keys = (String[]) row.getArray(prefix + "keys").getArray();
        Float[] saliences = (Float[]) row.getArray(prefix + "saliences").getArray();
        Float[] confidences = (Float[]) row.getArray(prefix + "confidences").getArray();
        @Nullable
        Double[] latitudes = (Double[]) row.getArray(prefix + "latitudes").getArray();
        @Nullable
        Double[] longitudes = (Double[]) row.getArray(prefix + "longitudes").getArray();
        List<WeighedTag> tags = new ArrayList<>(saliences.length);
        for (int i = 0; i < saliences.length; i++) {
            tags.add(new WeighedTag(keys[i], saliences[i], confidences[i], latitudes[i], longitudes[i]));
        }
        return new ArticleFacts(
                Rows.instant(row, prefix + "published"),
                Rows.instant(row, prefix + "received"),
                row.getBoolean(prefix + "copy"),
                tags,
                Set.copyOf(Arrays.asList(keys).subList(saliences.length, keys.length)));
    }

    /** The newest numbers and the count of articles. */
    public Newest newest() {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.createQuery(
                        "SELECT newest_seq, newest_trend, newest_story, articles FROM head")
                .map((row, context) -> new Newest(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .one()));
    }

    /**
     * How far the read model is.
     *
     * @param seq the place of the newest article; 0 before the first
     * @param trend the version of the newest ranking; 0 before the first
     * @param story the number of the newest change of a story; 0 before the first
     * @param articles articles stored
     */
    public record Newest(long seq, long trend, long story, long articles) {}

    /** The JSON of a ranking. */
    public Optional<String> ranking(TagKind kind, String window) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        "SELECT record FROM trends WHERE kind = ?::tag_kind AND span = ?", TagKinds.name(kind), window)
                .mapTo(String.class)
                .findOne()));
    }

    /**
     * The JSON of the closed ranking that stood at an instant: the newest whose window had ended by then, if that was within
     * the two hours before.
     */
    public Optional<String> rankingAt(TagKind kind, String window, Instant at) {
        return SqlFailures.translating(() -> database.withHandle(
                handle -> handle.select("""
                        SELECT record FROM trend_history
                        WHERE kind = ? AND span = ? AND window_end <= ?::timestamptz
                            AND window_end > ?::timestamptz - interval '2 hours'
                        ORDER BY window_end DESC LIMIT 1""", TagKinds.name(kind), window, at.toString(), at.toString())
                        .mapTo(String.class)
                        .findOne()));
    }

    /**
     * How one tag fared in closed rankings, oldest first; nothing where it was not among the leaders.
     *
     * @param most points, the newest of them
     */
    public List<TrendPoint> series(TagKind kind, String window, String id, Instant from, Instant until, int most) {
        return SqlFailures.translating(() -> database.withHandle(handle -> handle.select(
                        """
                        SELECT * FROM (
                            SELECT window_end, rank, score, units, expected, families, trending FROM trend_points
                            WHERE kind = ? AND span = ? AND tag_id = ?
                                AND window_end >= ?::timestamptz AND window_end <= ?::timestamptz
                            ORDER BY window_end DESC LIMIT ?) AS newest
                        ORDER BY window_end""", TagKinds.name(kind), window, id, from.toString(), until.toString(), most)
                .map((row, context) -> new TrendPoint(
                        Rows.instant(row, "window_end"),
                        row.getInt("rank"),
                        row.getDouble("score"),
                        row.getInt("units"),
                        row.getDouble("expected"),
                        row.getInt("families"),
                        row.getBoolean("trending")))
                .list()));
    }

    /** How a tag stood in the closed ranking of one window. */
    public record TrendPoint(
            Instant windowEnd, int rank, double score, int units, double expected, int families, boolean trending) {}

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
