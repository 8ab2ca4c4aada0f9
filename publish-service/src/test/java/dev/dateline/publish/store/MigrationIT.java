package dev.dateline.publish.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.RandomArticles;
import dev.dateline.publish.Samples;
import dev.dateline.runtime.config.Secret;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Signal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Folders of older versions are taken over with everything in them. */
@ExtendWith(StackExtension.class)
class MigrationIT {

    private final Stack stack;

    MigrationIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void theArticlesOfVersionFourAreFoundAsIfTheyHadJustBeenWritten() {
        String url = stack.freshDatabase();
        Flyway.configure()
                .dataSource(url, stack.jdbcUser(), stack.jdbcPassword())
                .locations("classpath:dev/dateline/publish/migrations")
                .target("4")
                .load()
                .migrate();
        Jdbi database = Jdbi.create(url, stack.jdbcUser(), stack.jdbcPassword());
        RandomArticles random = new RandomArticles(5);
        List<EnrichedArticle> articles = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            articles.add(random.next("a" + i));
        }
        articles.add(Samples.article("nul", "wire", "nul \0 and \\u0000", "houses \\\0 here \\\\u0000"));
        articles.add(Samples.killed("killed", 3, "wire"));
        articles.get(3).getArticle().put("canonicalUrl", "https://desk.example/ferry?part=2");
        articles.get(60).getArticle().put("url", "https://desk.example/nul");
        for (int i = 0; i < articles.size(); i++) {
            storeAsBefore(database, articles.get(i), i + 1);
        }
        database.useHandle(handle ->
                handle.execute("UPDATE head SET newest_seq = ?, articles = ?", articles.size(), articles.size() - 1));

        try (ReadModel model = new ReadModel(
                new StoreConfig(
                        new DatabaseAddress(url, stack.jdbcUser(), new Secret(stack.jdbcPassword())),
                        2,
                        StoreConfig.PARTITION_ARTICLES,
                        Optional.empty()),
                Clock.systemUTC())) {
            model.migrate();

            List<PublishedArticle> found = model.articles().tail(0, 1_000);
            assertThat(found).hasSize(articles.size());
            for (int i = 0; i < articles.size(); i++) {
                assertThat(found.get(i).facts()).isEqualTo(ArticleFacts.of(articles.get(i)));
                assertThat(found.get(i).record()).isEqualTo(RecordJson.of(articles.get(i)));
            }
            assertThat(found.getLast().killed()).isTrue();
            assertThat(model.articles()
                            .before(ArticleFilter.builder().words("house").build(), Long.MAX_VALUE, 10))
                    .extracting(ArticleItem::seq)
                    .containsExactly(61L);
            assertThat(model.articles().article("a7")).isPresent();
            assertThat(model.trace().articlesAt("https://DESK.example/ferry?part=2&utm_source=x#top", 9))
                    .extracting(TraceReader.Stored::id)
                    .containsExactly("a3");
            assertThat(model.trace().articlesAt("https://desk.example/nul", 9))
                    .extracting(TraceReader.Stored::id)
                    .containsExactly("nul");

            // A revision of an old article takes its place, and what comes is stored after it.
            BatchWriter writer = model.writer();
            TopicPartition partition = new TopicPartition("news.enriched", 0);
            writer.write(
                    writer.positions(Set.of(partition)),
                    List.of(new Change(
                            partition, 0, new Effect.Revision(Samples.article("a7", 2, "wire", "New", "", Map.of())))));
            assertThat(model.articles().newest()).isEqualTo(new ArticleReader.Newest(63, 0, 0, articles.size() - 1));
            assertThat(model.articles().tail(60, 1_000))
                    .extracting(PublishedArticle::seq)
                    .containsExactly(61L, 62L, 63L);
        }
    }

    @Test
    void whoFollowsWhatIsNewAsksNothingBeforeTheTablesAreThere() throws Exception {
        StoreConfig config = new StoreConfig(
                new DatabaseAddress(stack.freshDatabase(), stack.jdbcUser(), new Secret(stack.jdbcPassword())),
                1,
                StoreConfig.PARTITION_ARTICLES,
                Optional.empty());
        try (ReadModel model = new ReadModel(config, Clock.systemUTC());
                HeadListener listener = model.listener()) {
            assertThat(listener.await(Duration.ofMillis(50))).isFalse();

            model.migrate();

            assertThat(listener.await(Duration.ofMillis(50))).isTrue();
        }
    }

    /** The row as version 4 wrote it. */
    private static void storeAsBefore(Jdbi database, EnrichedArticle article, long seq) {
        RawArticle raw = article.getArticle();
        database.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO articles (id, seq, revision, feed, publisher, title, published, received, enriched,
                            stored, language, killed, record, search)
                        VALUES (:id, :seq, :revision, :feed, :publisher, :title, :published::timestamptz,
                            :received::timestamptz, :received::timestamptz, :received::timestamptz, :language, :killed,
                            :record, to_tsvector('english', :title))""")
                .bind("id", raw.getId())
                .bind("seq", seq)
                .bind("revision", article.getRevision())
                .bind("feed", raw.getFeed())
                .bind("publisher", raw.getPublisher().orElse(null))
                .bind("title", Rows.text(raw.getTitle()))
                .bind("published", RecordJson.isoMillis(raw.getPublished().getInstant()))
                .bind("received", RecordJson.isoMillis(raw.getReceived()))
                .bind("language", raw.getLanguage().orElse(null))
                .bind("killed", raw.getSignal() == Signal.KILL)
                .bind("record", RecordJson.of(article))
                .execute());
    }
}
