package dev.dateline.publish.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.RandomArticles;
import dev.dateline.publish.Samples;
import dev.dateline.publish.TestReadModel;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.TagKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a filter finds in the database and what it lets pass in memory are the same articles, whatever both are. */
@ExtendWith(StackExtension.class)
class FilterAgreementIT {

    private static final int ARTICLES = 400;
    private static final int FILTERS = 400;

    private final TestReadModel model;

    FilterAgreementIT(Stack stack) {
        model = new TestReadModel(stack);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void theDatabaseAndMemoryAgreeOnRandomArticlesAndFilters() {
        RandomArticles articles = new RandomArticles(8);
        Map<Long, ArticleFacts> said = new HashMap<>();
        for (int batch = 0; batch < 8; batch++) {
            EnrichedArticle[] some = new EnrichedArticle[ARTICLES / 8];
            for (int i = 0; i < some.length; i++) {
                some[i] = articles.next(batch + "-" + i);
                said.put((long) said.size() + 1, ArticleFacts.of(some[i]));
            }
            model.publish(some);
        }
        ArticleReader reader = model.readModel().articles();
        List<PublishedArticle> stored = reader.tail(0, ARTICLES + 1);
        assertThat(stored)
                .hasSize(ARTICLES)
                .allSatisfy(article -> assertThat(article.facts())
                        .as("what the database gives back of what the topic said")
                        .isEqualTo(said.get(article.seq())));

        Random random = new Random(9);
        int found = 0;
        for (int i = 0; i < FILTERS; i++) {
            ArticleFilter filter = filter(random);
            List<Long> matching = stored.stream()
                    .filter(filter::matches)
                    .map(PublishedArticle::seq)
                    .toList();
            assertThat(reader.after(filter, 0, ARTICLES))
                    .as("%s", filter)
                    .extracting(ArticleItem::seq)
                    .containsExactlyElementsOf(matching);
            assertThat(reader.before(filter, Long.MAX_VALUE, ARTICLES))
                    .as("%s", filter)
                    .extracting(ArticleItem::seq)
                    .containsExactlyElementsOf(matching.reversed());
            found += matching.isEmpty() ? 0 : 1;
        }
        assertThat(found)
                .as("filters that say something, for they find something")
                .isGreaterThan(FILTERS / 3);
    }

    private static ArticleFilter filter(Random random) {
        ArticleFilter.Builder filter = ArticleFilter.builder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Set<String> names = some(random, RandomArticles.NAMES);
            switch (random.nextInt(14)) {
                case 0 -> filter.source(names);
                case 1 -> filter.feed(names);
                case 2 -> filter.publisher(names);
                case 3 -> filter.family(names);
                case 4 -> filter.story(names);
                case 5 -> filter.language(some(random, List.of("en", "pt", "zh", "ru", "und")));
                case 6 -> filter.lane(random.nextBoolean() ? Lane.LIVE : Lane.BACKFILL);
                case 7 -> filter.noCopies();
                case 8 -> filter.received(span(random, Samples.RECEIVED, Duration.ofMinutes(1)));
                case 9 -> filter.published(span(random, Samples.RECEIVED, Duration.ofHours(-1)));
                case 10 -> filter.box(box(random));
                case 11 -> filter.about(TagKind.FLASHPOINTS, names);
                default -> filter.tag(TagKind.values()[random.nextInt(6)], names);
            }
        }
        if (random.nextBoolean()) {
            filter.weight(new TagWeight(random.nextInt(11) / 10f, random.nextInt(6) / 10f));
        }
        return filter.build();
    }

    private static TimeSpan span(Random random, Instant base, Duration step) {
        Optional<Instant> one = Optional.of(base.plus(step.multipliedBy(random.nextInt(20))));
        return random.nextBoolean() ? new TimeSpan(one, Optional.empty()) : new TimeSpan(Optional.empty(), one);
    }

    private static GeoBox box(Random random) {
        List<Double> latitudes = new ArrayList<>(List.of(edge(random, 90), edge(random, 90)));
        latitudes.sort(null);
        return new GeoBox(edge(random, 180), latitudes.get(0), edge(random, 180), latitudes.get(1));
    }

    private static double edge(Random random, int most) {
        List<Double> known = most == 90 ? RandomArticles.LATITUDES : RandomArticles.LONGITUDES;
        return random.nextBoolean() ? known.get(random.nextInt(known.size())) : random.nextDouble(-most, most);
    }

    private static Set<String> some(Random random, List<String> values) {
        Set<String> some = new HashSet<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            some.add(values.get(random.nextInt(values.size())));
        }
        return some;
    }
}
