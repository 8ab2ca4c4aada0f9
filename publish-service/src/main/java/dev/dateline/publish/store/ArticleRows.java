package dev.dateline.publish.store;

import dev.dateline.publish.store.Written.Lag;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The articles of one batch, first gathered to the newest revision of each, then written in three statements. */
final class ArticleRows {

    /** PostgreSQL's limit for the words of one text is 1 MiB; this many UTF-16 units stay under it whatever they hold. */
    private static final int SEARCHED = 200_000;

    private static final int STORED_FIELD =
            Times.getClassSchema().getField("stored").pos();

    private final Handle transaction;
    private final Instant stored;
    private final LedgerRows ledger;
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private final Map<String, EnrichedArticle> newest = new LinkedHashMap<>();
    private final Set<String> takenDown = new HashSet<>();
    private final List<Lag> lags = new ArrayList<>();

    private record Row(String id, long seq, int revision, boolean killed) {}

    /** Rows for a transaction that is said to happen at the given instant. */
    ArticleRows(Handle transaction, Instant stored, LedgerRows ledger) {
        this.transaction = transaction;
        this.stored = stored;
        this.ledger = ledger;
    }

    /** Looks up what is there of the articles that the changes name. */
    void expect(List<Change> changes) {
        Set<String> ids = new HashSet<>();
        for (Change change : changes) {
            switch (change.effect()) {
                case Effect.Revision revision ->
                    ids.add(revision.article().getArticle().getId());
                case Effect.Takedown takedown -> ids.add(takedown.articleId());
                default -> {}
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        transaction
                .createQuery("SELECT id, seq, revision, killed FROM articles WHERE id = ANY (:ids)")
                .bindArray("ids", String.class, ids)
                .map((row, context) -> new Row(row.getString(1), row.getLong(2), row.getInt(3), row.getBoolean(4)))
                .forEach(row -> {
                    rows.put(row.id(), row);
                    revisions.put(row.id(), row.revision());
                });
    }

    /** Takes a revision unless it is no newer than what is known. */
    void revise(EnrichedArticle article) {
        RawArticle raw = article.getArticle();
        int known = revisions.getOrDefault(raw.getId(), 0);
        if (article.getRevision() <= known) {
            return;
        }
        // Compaction may have taken revisions in between away; they were published all the same.
        ledger.stored(raw.getFeed(), raw.getReceived(), article.getRevision() - known);
        lags.add(new Lag(
                Duration.between(raw.getReceived(), article.getTimes().getEnriched()),
                Duration.between(raw.getReceived(), stored)));
        revisions.put(raw.getId(), article.getRevision());
        newest.remove(raw.getId());
        newest.put(raw.getId(), article);
    }

    /** Forgets an article; what comes after may bring it back. */
    void takeDown(String id) {
        revisions.remove(id);
        newest.remove(id);
        if (rows.containsKey(id)) {
            takenDown.add(id);
        }
    }

    /** How old each stored revision was, counted from its receipt. */
    List<Lag> lags() {
        return lags;
    }

    int takedowns() {
        return takenDown.size();
    }

    /** Writes what was gathered. */
    void write(Head head) {
        removeOutdated();
        if (!newest.isEmpty()) {
            insert(head);
        }
        head.addArticles(newlyShown());
    }

    /** By how many more articles are shown after this batch: killed ones are not. */
    private int newlyShown() {
        long after =
                newest.values().stream().filter(article -> !isKilled(article)).count();
        long before = rows.values().stream()
                .filter(row -> !row.killed() && (newest.containsKey(row.id()) || takenDown.contains(row.id())))
                .count();
        return (int) (after - before);
    }

    private static boolean isKilled(EnrichedArticle article) {
        return article.getArticle().getSignal() == Signal.KILL;
    }

    private void removeOutdated() {
        List<Long> outdated = rows.values().stream()
                .filter(row -> newest.containsKey(row.id()) || takenDown.contains(row.id()))
                .map(Row::seq)
                .toList();
        if (!outdated.isEmpty()) {
            transaction
                    .createUpdate("DELETE FROM article_tags WHERE seq = ANY (:seqs)")
                    .bindArray("seqs", Long.class, outdated)
                    .execute();
        }
        if (!takenDown.isEmpty()) {
            transaction
                    .createUpdate("DELETE FROM articles WHERE id = ANY (:ids)")
                    .bindArray("ids", String.class, takenDown)
                    .execute();
        }
    }

    private void insert(Head head) {
        List<EnrichedArticle> articles = List.copyOf(newest.values());
        List<Long> seqs = new ArrayList<>(articles.size());
        TagRows tags = new TagRows();
        for (EnrichedArticle article : articles) {
            long seq = head.nextSeq();
            seqs.add(seq);
            tags.add(seq, article);
            article.getTimes().put(STORED_FIELD, stored);
        }
        transaction
                .createUpdate("""
                        INSERT INTO articles (id, seq, revision, feed, publisher, title, published, received, enriched,
                            stored, language, killed, record, search)
                        SELECT id, seq, revision, feed, publisher, title, published, received, enriched,
                            :stored::timestamptz, language, killed, record,
                            setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')
                        FROM unnest(:id::text[], :seq::bigint[], :revision::int[], :feed::text[], :publisher::text[],
                            :title::text[], :published::timestamptz[], :received::timestamptz[],
                            :enriched::timestamptz[], :language::text[], :killed::boolean[], :record::text[],
                            :body::text[])
                            AS batch (id, seq, revision, feed, publisher, title, published, received, enriched,
                            language, killed, record, body)
                        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, revision = excluded.revision,
                            feed = excluded.feed, publisher = excluded.publisher, title = excluded.title,
                            published = excluded.published, received = excluded.received,
                            enriched = excluded.enriched, stored = excluded.stored, language = excluded.language,
                            killed = excluded.killed,
                            record = excluded.record, search = excluded.search""")
                .bind("stored", RecordJson.isoMillis(stored))
                .bindArray("id", String.class, rawColumn(articles, RawArticle::getId))
                .bindArray("seq", Long.class, seqs)
                .bindArray("revision", Integer.class, column(articles, EnrichedArticle::getRevision))
                .bindArray("feed", String.class, rawColumn(articles, RawArticle::getFeed))
                .bindArray(
                        "publisher",
                        String.class,
                        rawColumn(articles, raw -> raw.getPublisher().orElse(null)))
                .bindArray("title", String.class, rawColumn(articles, raw -> searchable(raw.getTitle())))
                .bindArray(
                        "published",
                        String.class,
                        rawColumn(
                                articles,
                                raw -> RecordJson.isoMillis(raw.getPublished().getInstant())))
                .bindArray(
                        "received", String.class, rawColumn(articles, raw -> RecordJson.isoMillis(raw.getReceived())))
                .bindArray(
                        "enriched",
                        String.class,
                        column(
                                articles,
                                article ->
                                        RecordJson.isoMillis(article.getTimes().getEnriched())))
                .bindArray(
                        "language",
                        String.class,
                        rawColumn(articles, raw -> raw.getLanguage().orElse(null)))
                .bindArray("killed", Boolean.class, column(articles, ArticleRows::isKilled))
                .bindArray("record", String.class, column(articles, RecordJson::of))
                .bindArray("body", String.class, rawColumn(articles, raw -> searchable(raw.getBody())))
                .execute();
        tags.write(transaction);
    }

    private static <T> List<T> column(List<EnrichedArticle> articles, Function<EnrichedArticle, T> value) {
        return articles.stream().map(value).toList();
    }

    private static <T> List<T> rawColumn(List<EnrichedArticle> articles, Function<RawArticle, T> value) {
        return column(articles, article -> value.apply(article.getArticle()));
    }

    private static String searchable(String text) {
        return Rows.text(text.length() <= SEARCHED ? text : text.substring(0, SEARCHED));
    }
}
