package dev.dateline.publish.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestReadModel;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.TagKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class BatchWriterIT {

    private static final TopicPartition PARTITION = new TopicPartition("news.enriched", 3);

    private final Stack stack;
    private final TestReadModel model;

    BatchWriterIT(Stack stack) {
        this.stack = stack;
        model = new TestReadModel(stack);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void anArticleIsStoredWithItsTagsAndTheTimeOfIt() {
        Written written = model.publish(
                Samples.article("a", 1, "wire", "Title", "Body", Map.of(TagKind.COUNTRIES, Samples.tags("TW", "CN"))));

        assertThat(written.lags())
                .containsExactly(new Written.Lag(
                        Duration.ofMillis(120), Optional.of(Duration.ofMillis(200)), Duration.ofMillis(500)));
        assertThat(model.readModel().articles().article("a"))
                .hasValueSatisfying(found -> assertThat(found.record())
                        .contains("\"stored\":\"2026-11-24T09:30:15.500Z\"")
                        .contains("\"id\":\"TW\""));
        assertThat(
                        model.select(
                                "SELECT key || '/' || seq FROM articles, unnest(keys) AS key WHERE key ~ '^countries' ORDER BY 1"))
                .containsExactly("countries/CN/1", "countries/TW/1");
        assertThat(model.readModel().articles().newest()).isEqualTo(new ArticleReader.Newest(1, 0, 0, 1));
    }

    @Test
    void aNewerRevisionTakesThePlaceAndTheTagsOfTheOneBefore() {
        model.publish(Samples.article("a", 1, "wire", "Old", "Body", Map.of(TagKind.TOPICS, Samples.tags("old"))));
        model.publish(Samples.article("a", 2, "wire", "New", "Body", Map.of(TagKind.TOPICS, Samples.tags("new"))));

        assertThat(model.select("SELECT title || seq FROM articles")).containsExactly("New2");
        assertThat(model.select("SELECT key || seq FROM articles, unnest(keys) AS key WHERE key ~ '^topics'"))
                .containsExactly("topics/new2");
        assertThat(model.readModel().articles().newest().articles()).isEqualTo(1);
    }

    @Test
    void anOlderRevisionNeverReplacesANewerOne() {
        model.publish(Samples.article("a", 3, "wire", "Third", "", Map.of()));

        assertThat(model.publish(Samples.article("a", 2, "wire", "Second", "", Map.of()))
                        .lags())
                .isEmpty();
        model.publish(
                Samples.article("b", 2, "wire", "Newer", "", Map.of()),
                Samples.article("b", 1, "wire", "Older", "", Map.of()));

        assertThat(model.select("SELECT title FROM articles ORDER BY id")).containsExactly("Third", "Newer");
    }

    @Test
    void ofSeveralRevisionsInOneBatchTheNewestIsStoredAndAllAreCounted() {
        model.publish(
                Samples.article("a", 1, "wire", "First", "", Map.of()),
                Samples.article("b", 1, "wire", "Other", "", Map.of()),
                Samples.article("a", 2, "wire", "Second", "", Map.of()));

        assertThat(model.select("SELECT title FROM articles ORDER BY seq")).containsExactly("Other", "Second");
        assertThat(model.readModel().ledger().byFeed().getFirst().published()).isEqualTo(3);
    }

    @Test
    void aKilledArticleIsShownNoMoreThoughWhoeverReadsOnHearsOfIt() {
        model.publish(
                Samples.article("a", 1, "wire", "A", "Body", Map.of(TagKind.COUNTRIES, Samples.tags("TW"))),
                Samples.article("b", "wire", "B", ""));
        ArticleReader articles = model.readModel().articles();
        ArticleFilter taiwan =
                ArticleFilter.builder().tag(TagKind.COUNTRIES, Set.of("TW")).build();

        model.publish(Samples.killed("a", 2, "wire"));

        assertThat(articles.article("a"))
                .hasValueSatisfying(found -> assertThat(found.killed()).isTrue());
        assertThat(articles.newest()).isEqualTo(new ArticleReader.Newest(3, 0, 0, 1));
        assertThat(articles.before(ArticleFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(ArticleItem::seq)
                .containsExactly(2L);
        assertThat(articles.after(taiwan, 1, 10))
                .containsExactly(new ArticleItem(
                        3, true, articles.article("a").orElseThrow().record()));
        assertThat(articles.tail(2, 10)).allMatch(taiwan::matches).hasSize(1);
        assertThat(model.readModel().ledger().byFeed().getFirst().published()).isEqualTo(3);

        model.write(new Effect.Takedown("a"));

        assertThat(articles.article("a")).isEmpty();
        assertThat(articles.newest().articles()).isEqualTo(1);
    }

    @Test
    void aTakedownRemovesTheArticleAndItsTags() {
        model.publish(
                Samples.article("a", 1, "wire", "A", "", Map.of(TagKind.PEOPLE, Samples.tags("p"))),
                Samples.article("b", "wire", "B", ""));

        Written written = model.write(new Effect.Takedown("a"), new Effect.Takedown("never seen"));

        assertThat(written.takedowns()).isEqualTo(1);
        assertThat(model.select("SELECT id FROM articles")).containsExactly("b");
        assertThat(model.select("SELECT key FROM articles, unnest(keys) AS key WHERE key ~ '^people'"))
                .isEmpty();
        assertThat(model.readModel().articles().newest().articles()).isEqualTo(1);
    }

    @Test
    void anArticleMayComeBackAfterATakedownInTheSameBatch() {
        model.publish(Samples.article("a", 2, "wire", "Before", "", Map.of(TagKind.PEOPLE, Samples.tags("p"))));

        model.write(new Effect.Takedown("a"), new Effect.Revision(Samples.article("a", "wire", "After", "")));

        assertThat(model.select("SELECT title FROM articles")).containsExactly("After");
        assertThat(model.select("SELECT key FROM articles, unnest(keys) AS key WHERE key ~ '^people'"))
                .isEmpty();
        assertThat(model.readModel().articles().newest().articles()).isEqualTo(1);
    }

    @Test
    void anInstanceThatWasOvertakenIsRefusedAndChangesNothing() {
        BatchWriter writer = model.writer();
        Map<TopicPartition, Long> zombie = writer.positions(List.of(PARTITION));
        Map<TopicPartition, Long> successor = new HashMap<>(zombie);
        writer.write(successor, List.of(change(0, "a")));

        assertThatThrownBy(() -> writer.write(zombie, List.of(change(0, "a"), change(1, "b"))))
                .isInstanceOf(StoreException.Fenced.class);

        assertThat(model.select("SELECT id FROM articles")).containsExactly("a");
        assertThat(writer.positions(List.of(PARTITION))).isEqualTo(Map.of(PARTITION, 1L));
        assertThat(successor).isEqualTo(Map.of(PARTITION, 1L));
    }

    @Test
    void dataThatPostgresRefusesIsToldFromAnAbsentDatabaseAndChangesNothing() {
        BatchWriter writer = model.writer();
        Map<TopicPartition, Long> positions = writer.positions(List.of(PARTITION));
        Change unstorable = change(1, "an id longer than an index entry may be " + incompressible(9_000));

        assertThatThrownBy(() -> writer.write(positions, List.of(change(0, "a"), unstorable)))
                .isInstanceOf(StoreException.BadData.class);

        assertThat(model.select("SELECT id FROM articles")).isEmpty();
        assertThat(positions).isEqualTo(Map.of(PARTITION, 0L));
    }

    @Test
    void everyCharacterOfAnArticleIsKeptEvenTheOneThatPostgresHasNoTextFor() {
        model.publish(Samples.article("a", "wire", "nul \0 and \uD83D\uDE00", "body \0"));

        assertThat(model.readModel().articles().article("a"))
                .hasValueSatisfying(found -> assertThat(found.record()).contains("nul \\u0000 and \uD83D\uDE00"));
    }

    @Test
    void anArticleWithMoreWordsThanPostgresIndexesIsStoredAllTheSame() {
        model.publish(Samples.article("a", "wire", "Long", incompressible(2_000_000)));

        assertThat(model.select("SELECT id FROM articles")).containsExactly("a");
    }

    @Test
    void aMinuteSaysHowManyFeedsHaveMoreComeOutThanWentIn() {
        model.write(TestReadModel.accepted("wire", Samples.RECEIVED), TestReadModel.accepted("wire", Samples.RECEIVED));
        model.publish(Samples.article("a", "other", "A", ""));

        assertThat(model.readModel().ledger().minutes(9)).singleElement().satisfies(minute -> {
            assertThat(minute.unbalanced()).isEqualTo(1);
            assertThat(minute.sum().balanced()).isTrue();
        });
    }

    @Test
    void theLedgerAddsUpWhatThreeTopicsSay() {
        Instant received = Samples.RECEIVED;
        model.write(
                TestReadModel.accepted("wire", received),
                TestReadModel.accepted("wire", received),
                TestReadModel.accepted("wire", received),
                TestReadModel.accepted("wire", received),
                TestReadModel.accepted("other", received));
        model.publish(Samples.article("a", "wire", "A", ""));
        model.write(
                new Effect.Counted(Samples.entry("wire", 0, 1, 0)),
                new Effect.Counted(Samples.entry("wire", 0, 1, 1)),
                new Effect.Refused(rejected("enrich", "wire")),
                new Effect.Refused(rejected("ingest", "wire")));

        assertThat(model.readModel().ledger().byFeed())
                .containsExactly(
                        new LedgerLine("other", null, 1, 0, 0, 0, 0), new LedgerLine("wire", null, 4, 1, 1, 1, 1));
        assertThat(model.readModel().ledger().byMinute(Optional.of("wire"), 9))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.minute()).isEqualTo(Instant.parse("2026-11-24T09:30:00Z"));
                    assertThat(line.inFlight()).isEqualTo(1);
                    assertThat(line.received()).isEqualTo(5);
                });
        assertThat(model.readModel().ledger().byMinute(Optional.empty(), 9)).hasSize(2);
        assertThat(model.readModel().ledger().minutes(9)).singleElement().satisfies(minute -> {
            assertThat(minute.sum().accepted()).isEqualTo(5);
            assertThat(minute.sum().received()).isEqualTo(6);
            assertThat(minute.unbalanced()).isZero();
        });
    }

    @Test
    void ofARankingTheLastOneStays() {
        model.write(
                new Effect.Ranking(Samples.ranking(TagKind.PEOPLE, "PT1H", "first")),
                new Effect.Ranking(Samples.ranking(TagKind.PEOPLE, "PT1H", "second")),
                new Effect.Ranking(Samples.ranking(TagKind.TOPICS, "PT1H", "gone")));
        model.write(new Effect.RankingEnded("topics", "PT1H"));

        assertThat(model.readModel().articles().ranking(TagKind.PEOPLE, "PT1H"))
                .hasValueSatisfying(json -> assertThat(json).contains("second"));
        assertThat(model.readModel().articles().ranking(TagKind.TOPICS, "PT1H")).isEmpty();
    }

    @Test
    void whatIsNotSortedIntoTheIndexOfWordsStaysShortUnlessThereIsABacklog() {
        try (TestReadModel large = new TestReadModel(stack, 1_000)) {
            for (int batch = 0; batch < 40; batch++) {
                large.publish(longArticles(batch * 10, 10));
            }
            int usual = unsortedPages(large);
            large.publish(longArticles(400, 300));
            int backlog = unsortedPages(large);

            // Of 8 kB: 512 kB, and what one batch adds.
            assertThat(usual).isBetween(1, 64 + 8);
            assertThat(backlog).isGreaterThan(100);
        }
    }

    private static EnrichedArticle[] longArticles(int first, int count) {
        String body = incompressible(2_000);
        return IntStream.range(first, first + count)
                .mapToObj(i -> Samples.article("long" + i, "wire", "Title", body))
                .toArray(EnrichedArticle[]::new);
    }

    /** How many pages were there, which are sorted in by this. */
    private static int unsortedPages(TestReadModel model) {
        return Integer.parseInt(model.select(
                        "SELECT sum(gin_clean_pending_list(indexrelid)) FROM pg_index"
                                + " JOIN pg_class ON pg_class.oid = indexrelid WHERE relname ~ '^articles_0_keys' AND relkind = 'i'")
                .getFirst());
    }

    private static Change change(long offset, String id) {
        return new Change(PARTITION, offset, new Effect.Revision(Samples.article(id, "wire", "Title of " + id, "")));
    }

    private static RejectedRecord rejected(String stage, String feed) {
        return new RejectedRecord(
                stage,
                "test",
                "a \0 in it",
                feed,
                Samples.RECEIVED,
                Samples.RECEIVED,
                null,
                Map.of(),
                new byte[] {1},
                0,
                null);
    }

    /** Words that differ, so that neither compression nor the dictionary makes them few. */
    private static String incompressible(int length) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong() >>> 1, 36)).append(' ');
        }
        return text.toString();
    }
}
