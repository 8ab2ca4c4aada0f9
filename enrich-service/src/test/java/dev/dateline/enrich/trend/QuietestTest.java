package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.trend.TagMemory.Evicted;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagSighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class QuietestTest {

    private static final int TAGS = 300;

    @Test
    void theQuietestAreTheFirstByUnitsThenTheLastHopThenTheKey() {
        SplittableRandom random = new SplittableRandom(1);
        List<Evicted> tags = new ArrayList<>();
        for (int tag = 0; tag < TAGS; tag++) {
            TagActivity activity = new TagActivity(TagKind.PEOPLE, "people/" + tag, new HourCounts());
            activity.see(TagSighting.newBuilder()
                    .setKind(TagKind.PEOPLE)
                    .setId(Integer.toString(tag))
                    .setLabel("")
                    .setArticleId("a")
                    .setUnit(1)
                    .setFamily(1)
                    .setHop(TrendWindow.instant(random.nextInt(100, 104)))
                    .setReceived(Instant.EPOCH)
                    .build());
            tags.add(new Evicted(activity, random.nextInt(1, 5)));
        }
        List<Evicted> sorted = tags.stream()
                .sorted(Comparator.comparingInt(Evicted::units)
                        .thenComparingInt(tag -> tag.activity().lastHop())
                        .thenComparing(tag -> tag.activity().key()))
                .toList();

        for (int number = 1; number <= TAGS; number++) {
            assertThat(Quietest.of(tags, number)).containsExactlyInAnyOrderElementsOf(sorted.subList(0, number));
        }
    }
}
