package dev.dateline.publish.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestReadModel;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Story;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is too old is forgotten, with all that hangs on it, and nothing else. */
@ExtendWith(StackExtension.class)
class RetentionIT {

    private static final Instant OLD = Samples.RECEIVED.minus(Duration.ofDays(40));

    private final TestReadModel model;

    RetentionIT(Stack stack) {
        model = new TestReadModel(stack);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void partitionsThatAreTooOldGoWithTheirIdsAndStoriesAndEverythingYoungerStays() {
        publish(OLD, 0, 70);
        model.write(new Effect.Told(Story.newBuilder(Samples.story("old", 1))
                .setFirstSeen(OLD)
                .setLastSeen(OLD)
                .build()));
        publish(Samples.RECEIVED, 70, 100);
        model.write(new Effect.Told(Samples.story("young", 1)));

        try (ReadModel keeping = keeping()) {
            Retention retention = keeping.retention();

            // Partitions of 40: one is old throughout, one is half, one is being filled.
            assertThat(retention.apply()).isEqualTo(1);
            assertThat(retention.apply()).isZero();

            assertThat(seqs(keeping)).first().isEqualTo(100L);
            assertThat(seqs(keeping)).last().isEqualTo(40L);
            assertThat(keeping.articles().newest().articles()).isEqualTo(61);
            assertThat(keeping.articles().article("a10")).isEmpty();
            assertThat(keeping.articles().article("a50")).isPresent();
            assertThat(keeping.articles().tail(0, 1_000)).hasSize(61);
            assertThat(model.select("SELECT id FROM stories")).containsExactly("young");
            assertThat(model.select("SELECT relname FROM pg_class WHERE relname = 'articles_0'"))
                    .isEmpty();
            assertThat(keeping.ledger().byFeed().getFirst().published())
                    .as("the totals remember")
                    .isEqualTo(100);
        }
    }

    @Test
    void whatAnInstanceThatWasKilledLeftBehindIsTakenUp() {
        publish(OLD, 0, 70);
        model.database().useHandle(handle -> {
            handle.execute("DELETE FROM article_partitions WHERE first_seq = 0");
            handle.execute("DELETE FROM article_ids WHERE seq < 40");
        });

        try (ReadModel keeping = keeping()) {
            keeping.retention().apply();
        }

        assertThat(model.select("SELECT relname FROM pg_class WHERE relname = 'articles_0'"))
                .isEmpty();
    }

    @Test
    void anOldArticleThatIsReadAgainIsCountedAndNotStored() {
        try (ReadModel keeping = keeping()) {
            BatchWriter writer = keeping.writer();
            TopicPartition partition = new TopicPartition("news.enriched", 0);
            writer.write(
                    writer.positions(Set.of(partition)),
                    List.of(
                            new Change(partition, 0, new Effect.Revision(article(OLD, 1))),
                            new Change(partition, 1, new Effect.Revision(article(Samples.RECEIVED, 2)))));

            assertThat(model.select("SELECT id FROM article_ids")).containsExactly("a2");
            assertThat(keeping.ledger().byFeed().getFirst().published()).isEqualTo(2);
        }
    }

    @Test
    void aForgottenArticleThatIsRevisedIsCountedFromWhereItWas() {
        publish(OLD, 0, 70);
        model.publish(EnrichedArticle.newBuilder(article(OLD, 7)).setRevision(3).build());
        publish(OLD, 70, 90);
        publish(Samples.RECEIVED, 90, 100);
        try (ReadModel keeping = keeping()) {
            BatchWriter writer = keeping.writer();
            TopicPartition partition = new TopicPartition("news.enriched", 0);
            Map<TopicPartition, Long> positions = writer.positions(Set.of(partition));
            assertThat(keeping.retention().apply()).isEqualTo(2);
            assertThat(keeping.ledger().byFeed().getFirst().published()).isEqualTo(102);

            // One was forgotten by time, one is too old when it comes, as when a topic is read again; then both are
            // revised.
            writer.write(positions, List.of(new Change(partition, 0, new Effect.Revision(article(OLD, 200)))));
            writer.write(
                    positions,
                    List.of(
                            new Change(partition, 1, new Effect.Revision(revision(7, 4))),
                            new Change(partition, 2, new Effect.Revision(revision(200, 2)))));
            writer.write(positions, List.of(new Change(partition, 3, new Effect.Revision(revision(7, 5)))));

            assertThat(keeping.ledger().byFeed().getFirst().published()).isEqualTo(106);
            assertThat(keeping.articles().article("a7")).isPresent();
            assertThat(model.select("SELECT id FROM forgotten_articles WHERE id IN ('a7', 'a200')"))
                    .isEmpty();
            assertThat(model.select("SELECT count(*) FROM forgotten_articles")).isNotEqualTo(List.of("0"));
        }
        try (ReadModel later = new ReadModel(
                keepingConfig(), Clock.fixed(Samples.RECEIVED.plus(Duration.ofDays(30)), ZoneOffset.UTC))) {
            later.retention().apply();
        }
        assertThat(model.select("SELECT count(*) FROM forgotten_articles WHERE received < '2026-10-20'"))
                .containsExactly("0");
    }

    private static EnrichedArticle revision(int number, int revision) {
        return EnrichedArticle.newBuilder(article(Samples.RECEIVED, number))
                .setRevision(revision)
                .build();
    }

    @Test
    void earlierRevisionsGoWithTheirArticleAndSomeWeeksAfterTheyWereReplaced() {
        publish(OLD, 0, 1);
        model.publish(EnrichedArticle.newBuilder(article(OLD, 0)).setRevision(2).build());
        publish(OLD, 1, 70);
        publish(Samples.RECEIVED, 70, 71);
        model.publish(EnrichedArticle.newBuilder(article(Samples.RECEIVED, 70))
                .setRevision(2)
                .build());
        assertThat(model.select("SELECT id FROM earlier_revisions ORDER BY seq"))
                .containsExactly("a0", "a70");

        try (ReadModel keeping = keeping()) {
            keeping.retention().apply();
        }
        assertThat(model.select("SELECT id FROM earlier_revisions")).containsExactly("a70");

        try (ReadModel keepingAll = new ReadModel(
                model.config(),
                Clock.fixed(
                        Samples.RECEIVED.plus(Retention.EARLIER_REVISIONS_KEPT).plusSeconds(1), ZoneOffset.UTC))) {
            keepingAll.retention().apply();
        }
        assertThat(model.select("SELECT id FROM earlier_revisions")).isEmpty();
        assertThat(model.select("SELECT id FROM article_ids")).hasSize(33);
    }

    private ReadModel keeping() {
        return new ReadModel(keepingConfig(), Clock.fixed(Samples.RECEIVED, ZoneOffset.UTC));
    }

    private StoreConfig keepingConfig() {
        StoreConfig config = model.config();
        return new StoreConfig(config.database(), 2, config.partitionArticles(), Optional.of(Duration.ofDays(30)));
    }

    private static List<Long> seqs(ReadModel readModel) {
        return readModel.articles().before(ArticleFilter.ALL, Long.MAX_VALUE, 1_000).stream()
                .map(ArticleItem::seq)
                .toList();
    }

    private void publish(Instant received, int from, int to) {
        List<EnrichedArticle> articles = new ArrayList<>();
        for (int i = from; i < to; i++) {
            articles.add(article(received, i));
        }
        model.publish(articles.toArray(EnrichedArticle[]::new));
    }

    private static EnrichedArticle article(Instant received, int number) {
        EnrichedArticle article = Samples.article("a" + number, 1, "wire", "Title", "", Map.of());
        return EnrichedArticle.newBuilder(article)
                .setArticle(RawArticle.newBuilder(article.getArticle())
                        .setReceived(received)
                        .build())
                .build();
    }
}
