package dev.dateline.enrich.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagSighting;
import dev.dateline.schemas.TrendEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeadersTest {

    private static final int TAGS = 1_500;
    private static final int HOURS_IN_DAY = 24;
    private static final int END = 60 * TrendWindow.HOPS_IN_DAY + 7;

    /** From news in which hardly any tag has three publishers to such in which most have. */
    @ParameterizedTest
    @CsvSource({"0, 2", "0, 3", "0, 9", "12, 2", "12, 3", "12, 9"})
    void theLeadersAreThoseThatWouldBeFirstIfAllWereScored(int days, int families) {
        SplittableRandom random = new SplittableRandom(days * 10L + families);
        List<TagActivity> tags = new ArrayList<>();
        for (int tag = 0; tag < TAGS; tag++) {
            tags.add(tag(random, tag, days, families));
        }
        for (TrendWindow window : TrendWindow.values()) {
            Comparison comparison = new Comparison(window, END, days, 900.0 * days, 1_000);
            Leaders leaders = new Leaders(comparison);
            tags.forEach(leaders::offer);

            assertThat(leaders.entries())
                    .as("%s", window)
                    .isEqualTo(tags.stream()
                            .flatMap(tag -> alone(comparison, tag).stream())
                            .sorted(Rankings.bestFirst(window))
                            .limit(Rankings.LENGTH)
                            .toList())
                    .hasSize(Rankings.LENGTH);
        }
    }

    /** A tag by itself is one of the leaders, whatever its score. */
    private static List<TrendEntry> alone(Comparison comparison, TagActivity tag) {
        Leaders leaders = new Leaders(comparison);
        leaders.offer(tag);
        return leaders.entries();
    }

    private static TagActivity tag(SplittableRandom random, int number, int days, int families) {
        HourCounts hours = new HourCounts();
        for (int hour = HOURS_IN_DAY * (60 - days); hour < HOURS_IN_DAY * 60; hour++) {
            if (random.nextInt(6) == 0) {
                hours.add(hour, random.nextInt(1, 3), 1);
            }
        }
        String id = Integer.toString(number);
        TagActivity activity = new TagActivity(TagKind.PEOPLE, Rankings.key(TagKind.PEOPLE, id), hours);
        int units = 1 + (int) Math.pow(40, random.nextDouble());
        int hop = END - random.nextInt(1, 30);
        for (int unit = 0; unit < units; unit++) {
            activity.count(TagSighting.newBuilder()
                    .setKind(TagKind.PEOPLE)
                    .setId(id)
                    .setLabel("Person " + id)
                    .setArticleId(id + '-' + unit)
                    .setUnit(random.nextLong())
                    .setFamily(1 + random.nextInt(families))
                    .setHop(TrendWindow.instant(hop))
                    .setReceived(TrendWindow.instant(hop))
                    .build());
            hop += hop < END - 1 && random.nextInt(3) == 0 ? 1 : 0;
        }
        return activity;
    }
}
