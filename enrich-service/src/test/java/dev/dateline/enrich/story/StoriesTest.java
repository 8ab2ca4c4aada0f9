package dev.dateline.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.duplicate.Sketch;
import dev.dateline.enrich.words.TermVector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoriesTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final String FERRY =
            "A ferry with 120 people aboard ran aground on rocks off the island of Mindoro on Sunday and the coast"
                    + " guard said that all passengers were taken off by fishing boats before nightfall";

    private final Stories stories = new Stories(StoryRules.standard());
    private long number;

    private static Report report(String id, Duration after, String title, String body) {
        return new Report(id, START.plus(after), Sketch.of(title, body), TermVector.of(title, body, List.of()));
    }

    private Placement place(String id, String title, String body) {
        return stories.place(report(id, Duration.ofMinutes(number), title, body), number++);
    }

    @Test
    void reportsOfOneEventAreOneStoryAndOthersAreNot() {
        String ferry = place("a", "Ferry runs aground off Mindoro", FERRY).story();
        assertThat(place(
                                "b",
                                "Mindoro ferry: coast guard ends search",
                                "The coast guard ended its search around the grounded ferry off Mindoro.")
                        .story())
                .isEqualTo(ferry);
        assertThat(place(
                                "c",
                                "Parliament of Latvia votes on budget",
                                "Members of the Saeima voted on next year's spending.")
                        .story())
                .isNotEqualTo(ferry);
    }

    @Test
    void aReprintNamesItsOriginalAndIsInItsStory() {
        Placement original = place("a", "Ferry runs aground off Mindoro", FERRY);
        Placement reprint = place("b", "All saved from stranded ship", FERRY);
        assertThat(original.copy()).isEmpty();
        assertThat(reprint.story()).isEqualTo(original.story());
        assertThat(reprint.copy()).hasValueSatisfying(copy -> {
            assertThat(copy.original()).isEqualTo("a");
            assertThat(copy.likeness()).isBetween(0.5, 1.0);
        });
        assertThat(place("c", "All saved from stranded ship", FERRY).copy())
                .as("a copy of a copy names the original")
                .hasValueSatisfying(copy -> assertThat(copy.original()).isEqualTo("a"));
    }

    @Test
    void aRevisionStaysInItsStoryAndIsNoCopyOfItself() {
        Placement first = place("a", "Ferry runs aground off Mindoro", FERRY);
        Placement second = place("a", "Ferry runs aground off Mindoro, all safe", FERRY);
        assertThat(second.story()).isEqualTo(first.story());
        assertThat(second.copy()).isEmpty();
        assertThat(stories.size()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        place("a", "Ferry runs aground off Mindoro", FERRY);
        long later = START.plus(Duration.ofHours(73)).toEpochMilli();
        assertThat(stories.expire(later)).map(Stories.Expired::articleId).contains("a");
        assertThat(stories.expire(later)).isEmpty();
        assertThat(stories.bytes()).isZero();
        assertThat(stories.stories()).isZero();
        assertThat(place("b", "All saved from stranded ship", FERRY).copy()).isEmpty();
    }

    @Test
    void whatDoesNotFitIntoTheBytesGoesOldestFirst() {
        StoryRules rules = StoryRules.standard();
        Stories small =
                new Stories(new StoryRules(rules.window(), 5_000, rules.join(), rules.absorb(), rules.fading()));
        for (int i = 0; i < 50; i++) {
            small.place(report("a" + i, Duration.ofMinutes(i), "Report number " + i, FERRY.repeat(1 + i % 3)), i);
            while (small.expire(START.plus(Duration.ofMinutes(i)).toEpochMilli())
                    .isPresent()) {
                assertThat(small.size()).isPositive();
            }
            assertThat(small.bytes()).isLessThanOrEqualTo(5_000);
        }
    }

    @Test
    void aStoryAbsorbsAnotherThatAReportShowsToBeTheSame() {
        String ship = place("a", "Ferry aground", "The ferry Esperanza ran onto rocks near Mindoro, coast guard said.")
                .story();
        String rescue = place(
                        "b",
                        "Fishermen hailed",
                        "Fishermen from Calapan pulled passengers out, villagers celebrated rescuers.")
                .story();
        assertThat(rescue).isNotEqualTo(ship);
        List<String> absorbed = new ArrayList<>();
        List<String> sentences = new ArrayList<>(List.of(
                "Fishermen from Calapan pulled passengers out.",
                "The ferry Esperanza ran onto rocks near Mindoro.",
                "Villagers celebrated the rescuers.",
                "The coast guard said so."));
        for (int i = 0; i < 6; i++) {
            Collections.rotate(sentences, 1);
            Placement both = place(
                    "c" + i,
                    "Ferry Esperanza: fishermen from Calapan hailed " + i,
                    String.join(" " + i + " ", sentences));
            both.absorbed().forEach(story -> absorbed.add(story.story()));
        }
        assertThat(absorbed).containsExactly(rescue);
    }

    /** A stream of many events, reprinted and revised, from a fixed seed. */
    private static List<Report> stream(int count) {
        Random random = new Random(11);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int event = random.nextInt(1 + count / 12);
            String body = MadeUpTexts.about(event, random);
            String text = i > 10 && random.nextInt(5) == 0 ? "same text again " + FERRY + event : body;
            reports.add(report("article" + random.nextInt(count), Duration.ofMinutes(i * 3L), "Event " + event, text));
        }
        return reports;
    }

    @Test
    void theSameReportsGiveTheSameStoriesAlsoWhenTakenUpInTheMiddle() {
        StoryRules rules = StoryRules.standard();
        StoryRules narrow = new StoryRules(Duration.ofHours(20), 400_000, rules.join(), rules.absorb(), rules.fading());
        List<Report> reports = stream(1500);
        List<Placement> uninterrupted = run(reports, narrow, 0);
        assertThat(uninterrupted.stream().filter(p -> p.copy().isPresent()).count())
                .isPositive();
        assertThat(uninterrupted.stream().filter(p -> !p.absorbed().isEmpty()).count())
                .isPositive();
        assertThat(run(reports, narrow, 0)).isEqualTo(uninterrupted);
        assertThat(run(reports, narrow, 97)).isEqualTo(uninterrupted);
    }

    private record Kept(Report report, String story, boolean copy) {}

    /** Runs a stream, thrown away and taken up again from what was placed after every so many reports; 0 for never. */
    private static List<Placement> run(List<Report> reports, StoryRules rules, int every) {
        Stories stories = new Stories(rules);
        TreeMap<Long, Kept> kept = new TreeMap<>();
        Map<String, Long> numbers = new HashMap<>();
        Map<String, Long> founded = new HashMap<>();
        Map<String, String> absorbedBy = new HashMap<>();
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            if (every > 0 && i % every == 0) {
                Stories again = new Stories(rules);
                kept.forEach((number, place) -> {
                    String story = place.story();
                    while (absorbedBy.containsKey(story)) {
                        story = absorbedBy.get(story);
                    }
                    again.restore(place.report(), number, story, founded.getOrDefault(story, number), place.copy());
                });
                assertThat(again.bytes()).isEqualTo(stories.bytes());
                stories = again;
            }
            Report report = reports.get(i);
            for (var gone = stories.expire(report.received().toEpochMilli());
                    gone.isPresent();
                    gone = stories.expire(report.received().toEpochMilli())) {
                kept.remove(numbers.remove(gone.get().articleId()));
            }
            Placement placement = stories.place(report, i);
            Long before = numbers.put(report.articleId(), (long) i);
            if (before != null) {
                kept.remove(before);
            }
            founded.putIfAbsent(placement.story(), (long) i);
            placement.absorbed().forEach(story -> absorbedBy.put(story.story(), placement.story()));
            kept.put(
                    (long) i,
                    new Kept(report, placement.story(), placement.copy().isPresent()));
            placements.add(placement);
        }
        return placements;
    }
}
