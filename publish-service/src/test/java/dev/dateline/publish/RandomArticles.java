package dev.dateline.publish;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Articles of every kind that filters tell apart, with few different values of each, so that filters find some of them. */
public final class RandomArticles {

    public static final List<String> NAMES = List.of("a", "B", "c, d", "e\"f", "g\\h", "\u00E9 {x}", "NULL");
    public static final List<String> LANGUAGES = List.of("en", "pt-BR", "zh-Hant", "ru");

    /** Degrees on both sides of every border that boxes have trouble with. */
    public static final List<Double> LONGITUDES =
            List.of(-180.0, -179.5, -170.25, -0.5, 0.0, 0.5, 9.999, 10.0, 121.5, 179.75, 180.0);

    public static final List<Double> LATITUDES =
            List.of(-90.0, -33.5, -10.0, -0.001, 0.0, 0.5, 10.0, 25.03, 89.9, 90.0);

    private final Random random;

    public RandomArticles(long seed) {
        random = new Random(seed);
    }

    public EnrichedArticle next(String id) {
        Map<TagKind, List<Tag>> tags = new HashMap<>();
        for (TagKind kind : List.of(
                TagKind.PEOPLE,
                TagKind.ORGANISATIONS,
                TagKind.PLACES,
                TagKind.COUNTRIES,
                TagKind.TOPICS,
                TagKind.FLASHPOINTS)) {
            List<Tag> some = new ArrayList<>();
            List<String> names = new ArrayList<>(NAMES);
            Collections.shuffle(names, random);
            for (String name : names.subList(0, random.nextInt(4))) {
                some.add(tag(kind, name));
            }
            tags.put(kind, some);
        }
        EnrichedArticle plain = Samples.article(id, 1, pick(NAMES), "Title " + pick(NAMES), "Body of it", tags);
        RawArticle raw = RawArticle.newBuilder(plain.getArticle())
                .setPublisher(sometimes(pick(NAMES)))
                .setPublisherFamily(sometimes(pick(NAMES)))
                .setLanguage(sometimes(pick(LANGUAGES)))
                .setLane(random.nextInt(3) == 0 ? Lane.BACKFILL : Lane.LIVE)
                .setReceived(Samples.RECEIVED.plus(Duration.ofMinutes(random.nextInt(20))))
                .setPublished(Publication.newBuilder(plain.getArticle().getPublished())
                        .setInstant(Samples.RECEIVED.minus(Duration.ofHours(random.nextInt(20))))
                        .build())
                .build();
        return EnrichedArticle.newBuilder(plain)
                .setArticle(raw)
                .setLanguage(sometimes(pick(LANGUAGES)))
                .setStory(sometimes(pick(NAMES)))
                .setCopyOf(random.nextInt(4) == 0 ? "other" : null)
                .build();
    }

    private Tag tag(TagKind kind, String name) {
        Tag.Builder tag = Tag.newBuilder(
                        Samples.tag(name, kind == TagKind.FLASHPOINTS ? (Boolean) random.nextBoolean() : null))
                .setSalience(random.nextInt(11) / 10.0)
                .setConfidence(random.nextInt(11) / 10.0);
        if (kind == TagKind.PLACES && random.nextInt(3) > 0) {
            tag.setLatitude(pick(LATITUDES)).setLongitude(pick(LONGITUDES));
        }
        return tag.build();
    }

    public <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private @Nullable String sometimes(String value) {
        return random.nextInt(4) == 0 ? null : value;
    }
}
