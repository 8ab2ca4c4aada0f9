package dev.dateline.publish.store;

import dev.dateline.publish.store.ArticleFacts.WeighedTag;
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
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The articles of one batch, first gathered to the newest revision of each, then written in three statements. */
final class ArticleRows {

    /** PostgreSQL's limit for the words of one text is 1 MiB; this many UTF-16 units stay under it whatever they hold. */
    private static final int SEARCHED = 200_000;

    /** Articles in one batch from which on there is a backlog, and writing it quickly is worth more than searching what it leaves. */
    private static final int MANY = 200;

    private static final int STORED_FIELD =
            Times.getClassSchema().getField("stored").pos();

    private final Handle transaction;
    private final StoreConfig config;
    private final Instant stored;
    private final LedgerRows ledger;
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private final Map<String, EnrichedArticle> newest = new LinkedHashMap<>();
    private final Map<String, Long> places = new LinkedHashMap<>();
    private final Map<String, EnrichedArticle> forgotten = new LinkedHashMap<>();
    private final Set<String> takenDown = new HashSet<>();
    private final List<Lag> lags = new ArrayList<>();

    private record Row(String id, long seq, int revision, boolean killed) {}

    /** Rows for a transaction that is said to happen at the given instant. */
    ArticleRows(Handle transaction, StoreConfig config, Instant stored, LedgerRows ledger) {
        this.transaction = transaction;
        this.config = config;
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
                .createQuery("SELECT id, seq, revision, killed FROM article_ids WHERE id = ANY (:ids)")
                .bindArray("ids", String.class, ids)
                .map((row, context) -> new Row(row.getString(1), row.getLong(2), row.getInt(3), row.getBoolean(4)))
                .forEach(row -> {
                    rows.put(row.id(), row);
                    revisions.put(row.id(), row.revision());
                });
        if (config.retention().isPresent()) {
            transaction
                    .createQuery("SELECT id, revision FROM forgotten_articles WHERE id = ANY (:ids)")
                    .bindArray("ids", String.class, ids)
                    .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                    .forEach(known -> revisions.merge(known.getKey(), known.getValue(), Math::max));
        }
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
        revisions.put(raw.getId(), article.getRevision());
        if (isForgotten(raw.getReceived())) {
            forgotten.put(raw.getId(), article);
            return;
        }
        forgotten.remove(raw.getId());
        Times times = article.getTimes();
        lags.add(new Lag(
                Duration.between(raw.getReceived(), times.getEnriched()),
                times.getPlaced().map(placed -> Duration.between(raw.getReceived(), placed)),
                Duration.between(raw.getReceived(), stored)));
        newest.remove(raw.getId());
        newest.put(raw.getId(), article);
    }

    /** What is read again from a topic that keeps it longer: it was published, and would be dropped again at once. */
    private boolean isForgotten(Instant received) {
        return config.retention()
                .map(kept -> received.isBefore(stored.minus(kept)))
                .orElse(false);
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
        newest.keySet().forEach(id -> places.put(id, head.nextSeq()));
        removeOutdated();
        if (!newest.isEmpty()) {
            insert(head);
        }
        head.addArticles(newlyShown());
        rememberForgotten();
    }

    /** Of what is forgotten at once, as of what was, the revision is remembered; what is stored remembers its own. */
    private void rememberForgotten() {
        if (!forgotten.isEmpty()) {
            List<EnrichedArticle> articles = List.copyOf(forgotten.values());
            transaction
                    .createUpdate("""
                            INSERT INTO forgotten_articles (id, revision, received)
                            SELECT * FROM unnest(:id::text[], :revision::int[], :received::timestamptz[])
                            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, received = excluded.received""")
                    .bindArray("id", String.class, rawColumn(articles, RawArticle::getId))
                    .bindArray("revision", Integer.class, column(articles, EnrichedArticle::getRevision))
                    .bindArray(
                            "received",
                            String.class,
                            rawColumn(articles, raw -> RecordJson.isoMillis(raw.getReceived())))
                    .execute();
        }
        if (config.retention().isPresent() && !newest.isEmpty()) {
            transaction
                    .createUpdate("DELETE FROM forgotten_articles WHERE id = ANY (:ids)")
                    .bindArray("ids", String.class, newest.keySet())
                    .execute();
        }
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
        List<Row> outdated = rows.values().stream()
                .filter(row -> newest.containsKey(row.id()) || takenDown.contains(row.id()))
                .toList();
        if (!outdated.isEmpty()) {
            replace(outdated);
            forgetEarlier();
        }
        if (!takenDown.isEmpty()) {
            transaction
                    .createUpdate("DELETE FROM article_ids WHERE id = ANY (:ids)")
                    .bindArray("ids", String.class, takenDown)
                    .execute();
        }
    }

    /** Takes the rows away, and keeps of those whose article has another revision now what filters ask for. */
    private void replace(List<Row> outdated) {
        transaction
                .createUpdate("""
                        WITH gone AS (DELETE FROM articles WHERE seq = ANY (:seqs) RETURNING *)
                        INSERT INTO earlier_revisions (until_seq, seq, id, language, published, received, copy, keys,
                            saliences, confidences, latitudes, longitudes, search, replaced)
                        SELECT until_seq, seq, id, language, published, received, copy, keys, saliences, confidences,
                            latitudes, longitudes, search, :stored::timestamptz
                        FROM gone JOIN unnest(:seqs::bigint[], :untilSeqs::bigint[]) AS next (seq, until_seq) USING (seq)
                        WHERE until_seq IS NOT NULL AND NOT killed""")
                .bindArray("seqs", Long.class, column(outdated, Row::seq))
                .bindArray(
                        "untilSeqs",
                        Long.class,
                        outdated.stream().map(row -> places.get(row.id())).toArray())
                .bind("stored", RecordJson.isoMillis(stored))
                .execute();
    }

    /** Of what was killed or taken down, nothing earlier stays either. */
    private void forgetEarlier() {
        Set<String> gone = new HashSet<>(takenDown);
        newest.forEach((id, article) -> {
            if (isKilled(article)) {
                gone.add(id);
            }
        });
        if (!gone.isEmpty()) {
            transaction
                    .createUpdate("DELETE FROM earlier_revisions WHERE id = ANY (:ids)")
                    .bindArray("ids", String.class, gone)
                    .execute();
        }
    }

    private void insert(Head head) {
        List<EnrichedArticle> articles = List.copyOf(newest.values());
        Partitions.makeAhead(transaction, head.newestSeq(), config.partitionArticles());
        if (articles.size() >= MANY) {
            transaction.execute("SET LOCAL gin_pending_list_limit = '4MB'");
        }
        List<Long> seqs = List.copyOf(places.values());
        List<ArticleFacts> facts = new ArrayList<>(articles.size());
        for (EnrichedArticle article : articles) {
            facts.add(ArticleFacts.of(article));
            article.getTimes().put(STORED_FIELD, stored);
        }
        List<String> received = facts.stream()
                .map(ArticleFacts::received)
                .map(RecordJson::isoMillis)
                .toList();
        List<String> languages = column(articles, ArticleFacts::language);
        transaction
                .createUpdate("""
                        INSERT INTO articles (seq, id, feed, title, language, published, received, killed, copy, keys,
                            saliences, confidences, latitudes, longitudes, search, record)
                        SELECT seq, id, feed, title, language, published, received, killed, copy, keys::text[],
                            saliences::real[], confidences::real[], latitudes::float8[], longitudes::float8[],
                            search_words(language, title, body), record
                        FROM unnest(:seq::bigint[], :id::text[], :feed::text[], :title::text[], :language::text[],
                            :published::timestamptz[], :received::timestamptz[], :killed::boolean[], :copy::boolean[],
                            :keys::text[], :saliences::text[], :confidences::text[], :latitudes::text[],
                            :longitudes::text[], :body::text[], :record::text[])
                            AS batch (seq, id, feed, title, language, published, received, killed, copy, keys,
                            saliences, confidences, latitudes, longitudes, body, record)""")
                .bindArray("seq", Long.class, seqs)
                .bindArray("id", String.class, rawColumn(articles, RawArticle::getId))
                .bindArray("feed", String.class, rawColumn(articles, raw -> Rows.text(raw.getFeed())))
                .bindArray("title", String.class, rawColumn(articles, raw -> searchable(raw.getTitle())))
                .bindArray("language", String.class, languages)
                .bindArray("published", String.class, column(facts, fact -> RecordJson.isoMillis(fact.published())))
                .bindArray("received", String.class, received)
                .bindArray("killed", Boolean.class, column(articles, ArticleRows::isKilled))
                .bindArray("copy", Boolean.class, column(facts, ArticleFacts::copy))
                .bindArray("keys", String.class, column(facts, fact -> ArrayLiteral.ofTexts(fact.keys())))
                .bindArray("saliences", String.class, numbers(facts, WeighedTag::salience))
                .bindArray("confidences", String.class, numbers(facts, WeighedTag::confidence))
                .bindArray("latitudes", String.class, numbers(facts, WeighedTag::latitude))
                .bindArray("longitudes", String.class, numbers(facts, WeighedTag::longitude))
                .bindArray("body", String.class, rawColumn(articles, raw -> searchable(raw.getBody())))
                .bindArray("record", String.class, column(articles, RecordJson::of))
                .execute();
        identify(articles, seqs);
        Partitions.received(transaction, seqs, received);
        transaction
                .createUpdate(
                        "INSERT INTO article_languages SELECT DISTINCT unnest(:languages::text[]) ON CONFLICT DO NOTHING")
                .bindArray("languages", String.class, Set.copyOf(languages))
                .execute();
    }

    private void identify(List<EnrichedArticle> articles, List<Long> seqs) {
        transaction
                .createUpdate("""
                        INSERT INTO article_ids (id, seq, revision, killed, address)
                        SELECT * FROM unnest(:id::text[], :seq::bigint[], :revision::int[], :killed::boolean[],
                            :address::bigint[])
                        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, revision = excluded.revision,
                            killed = excluded.killed, address = excluded.address""")
                .bindArray("id", String.class, rawColumn(articles, RawArticle::getId))
                .bindArray("seq", Long.class, seqs)
                .bindArray("revision", Integer.class, column(articles, EnrichedArticle::getRevision))
                .bindArray("killed", Boolean.class, column(articles, ArticleRows::isKilled))
                .bindArray(
                        "address",
                        Long.class,
                        articles.stream()
                                .<@Nullable Long>map(article -> ArticleAddress.of(article.getArticle()))
                                .toArray(Long[]::new))
                .execute();
    }

    private static List<String> numbers(List<ArticleFacts> facts, Function<WeighedTag, @Nullable Number> number) {
        return column(
                facts,
                fact -> ArrayLiteral.ofNumbers(
                        fact.tags().stream().map(number).collect(Collectors.toCollection(ArrayList::new))));
    }

    private static <S, T> List<T> column(List<S> rows, Function<S, T> value) {
        return rows.stream().map(value).toList();
    }

    private static <T> List<T> rawColumn(List<EnrichedArticle> articles, Function<RawArticle, T> value) {
        return column(articles, article -> value.apply(article.getArticle()));
    }

    private static String searchable(String text) {
        return WordQuery.searchable(text.length() <= SEARCHED ? text : text.substring(0, SEARCHED));
    }
}
