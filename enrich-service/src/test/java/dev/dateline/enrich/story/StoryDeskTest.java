package dev.dateline.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dateline.enrich.Articles;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.EndedStory;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.PlacedReport;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.StoryMember;
import dev.dateline.schemas.StoryState;
import dev.dateline.schemas.StoryTag;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoryDeskTest {

    private static final String FERRY =
            "A ferry with 120 people aboard ran aground on rocks off the island of Mindoro on Sunday and the coast"
                    + " guard said that all passengers were taken off by fishing boats before nightfall";
    private static final String RESCUE =
            "Fishermen around Mindoro told how they took 120 passengers from the ferry that ran aground off the island.";

    private final InMemory<Long, PlacedReport> reports = new InMemory<>(PlacedReport.class);
    private final InMemory<String, StoryState> states = new InMemory<>(StoryState.class);
    private final InMemory<String, EndedStory> ended = new InMemory<>(EndedStory.class);
    private StoryDesk desk = new StoryDesk(StoryRules.standard(), reports, states, ended);
    private long number;

    private static ArticleReport report(RawArticle article, String... countries) {
        EnrichedArticle enriched = EnrichedArticle.newBuilder()
                .setArticle(article)
                .setRevision(1)
                .setAnalyzer("test/1")
                .setCountries(
                        List.of(countries).stream().map(StoryDeskTest::country).toList())
                .setTimes(new Times(article.getReceived(), article.getReceived(), null, null))
                .build();
        return new ArticleReport(enriched, Fingerprints.of(Report.of(enriched)));
    }

    private static Tag country(String code) {
        return Tag.newBuilder()
                .setId(code)
                .setLabel("Label of " + code)
                .setConfidence(1)
                .setSalience(1)
                .setRule("test")
                .setRuleVersion("1")
                .build();
    }

    private EnrichedArticle place(String id, String publisher, String title, String body) {
        RawArticle article = Articles.from(Articles.article(id, title, body), publisher);
        return desk.place(
                report(Articles.receivedAt(article, Articles.RECEIVED.plus(Duration.ofMinutes(number))), "PH"),
                number++);
    }

    private Story told() {
        List<StoryDesk.Told> told = desk.tell();
        assertThat(told).hasSize(1);
        return told.getFirst().story().orElseThrow();
    }

    @Test
    void aStoryIsToldWithItsReportsAndItsIndependentSources() {
        place("a", "Harbour Herald", "Ferry runs aground off Mindoro", FERRY);
        place("b", "Daily Planet", "Ferry aground off Mindoro", FERRY);
        place("c", "Manila Mail", "Mindoro ferry: fishermen saved all passengers", RESCUE);

        Story story = told();

        assertThat(story.getTitle()).isEqualTo("Ferry runs aground off Mindoro");
        assertThat(story.getReports()).isEqualTo(3);
        assertThat(story.getCopies()).isEqualTo(1);
        assertThat(story.getIndependentSources()).as("the reprint is no source").isEqualTo(2);
        assertThat(story.getMembers()).extracting(StoryMember::getArticleId).containsExactly("a", "b", "c");
        assertThat(story.getMembers().get(1).getCopyOf()).contains("a");
        assertThat(story.getPublishers()).containsExactly("Daily Planet", "Harbour Herald", "Manila Mail");
        assertThat(story.getFirstSeen()).isEqualTo(Articles.RECEIVED);
        assertThat(story.getLastSeen()).isEqualTo(Articles.RECEIVED.plus(Duration.ofMinutes(2)));
        assertThat(story.getTags())
                .extracting(StoryTag::getId, StoryTag::getArticles)
                .containsExactly(tuple("PH", 3));
        assertThat(desk.tell()).as("told once").isEmpty();
    }

    @Test
    void anArticleSaysItsStoryAndWhatItCopies() {
        EnrichedArticle original = place("a", "Harbour Herald", "Ferry runs aground off Mindoro", FERRY);
        EnrichedArticle copy = place("b", "Daily Planet", "All saved from stranded ship", FERRY);

        assertThat(original.getCopyOf()).isEmpty();
        assertThat(copy.getStory()).isEqualTo(original.getStory()).isPresent();
        assertThat(copy.getCopyOf()).contains("a");
        assertThat(copy.getSimilarity().orElseThrow()).isBetween(0.5, 1.0);
    }

    @Test
    void aRevisionTakesThePlaceOfTheOneBefore() {
        place("a", "Harbour Herald", "Ferry runs aground off Mindoro", FERRY);
        place("a", "Harbour Herald", "Ferry runs aground off Mindoro, all safe", FERRY);

        Story story = told();
        assertThat(story.getReports()).isEqualTo(1);
        assertThat(story.getTitle()).isEqualTo("Ferry runs aground off Mindoro, all safe");
    }

    @Test
    void aKilledReportLeavesItsStoryAndItsFirstCopyStandsForIt() {
        place("a", "Harbour Herald", "Ferry runs aground off Mindoro", FERRY);
        place("b", "Daily Planet", "Ferry aground off Mindoro", FERRY);
        place("c", "Manila Mail", "Ferry aground off Mindoro", FERRY);
        desk.tell();

        desk.place(report(Articles.signalled(Articles.article("a", "", ""), Signal.KILL)), number++);

        Story story = told();
        assertThat(story.getMembers())
                .extracting(
                        StoryMember::getArticleId, member -> member.getCopyOf().orElse("original"))
                .containsExactly(tuple("b", "original"), tuple("c", "b"));
        assertThat(story.getIndependentSources()).isEqualTo(1);
        assertThat(RecordJson.of(story)).doesNotContain("Harbour Herald");
    }

    @Test
    void aStoryWhoseOnlyReportWasKilledIsNoMore() {
        String story = place("a", "Harbour Herald", "Ferry runs aground off Mindoro", FERRY)
                .getStory()
                .orElseThrow();
        desk.tell();

        desk.place(report(Articles.signalled(Articles.article("a", "", ""), Signal.KILL)), number++);

        assertThat(desk.tell()).containsExactly(new StoryDesk.Told(story, Optional.empty()));
        assertThat(reports.size() + states.size()).isZero();
    }

    @Test
    void aKillAfterTheWindowLeavesAStoryThatIsStillTold() {
        place("a", "Harbour Herald", "Ferry runs aground off Mindoro", FERRY);
        place("b", "Daily Planet", "Ferry aground off Mindoro", FERRY);
        number += Duration.ofHours(20).toMinutes();
        place("c", "Manila Mail", "Ferry aground off Mindoro: fishermen tell of the rescue", RESCUE);
        assertThat(told().getReports()).isEqualTo(3);
        number += Duration.ofHours(55).toMinutes();
        place("d", "Daily Planet", "Parliament of Latvia votes on budget", "Members of the Saeima voted on Monday.");
        desk.tell();
        // Taken up anew, it still knows.
        desk = new StoryDesk(StoryRules.standard(), reports, states, ended);

        desk.place(report(Articles.signalled(Articles.article("a", "", ""), Signal.KILL)), number++);

        Story story = told();
        assertThat(story.getMembers())
                .extracting(
                        StoryMember::getArticleId, member -> member.getCopyOf().orElse("original"))
                .containsExactly(tuple("b", "original"), tuple("c", "original"));
        assertThat(story.getReports()).isEqualTo(2);
        assertThat(desk.tellLate()).isEmpty();
    }

    @Test
    void aKillAfterItsStoryHasEndedLeavesWhatWasToldOfIt() {
        place("a", "Harbour Herald", "Ferry runs aground off Mindoro", FERRY);
        String story = place("b", "Daily Planet", "Ferry aground off Mindoro", FERRY)
                .getStory()
                .orElseThrow();
        desk.tell();
        number += Duration.ofHours(80).toMinutes();
        place("x", "Daily Planet", "Parliament of Latvia votes on budget", "Members of the Saeima voted on Monday.");
        desk.tell();

        desk.place(report(Articles.signalled(Articles.article("a", "", ""), Signal.KILL)), number++);
        Story left = desk.tellLate().getFirst().story().orElseThrow();
        desk.place(report(Articles.signalled(Articles.article("b", "", ""), Signal.KILL)), number++);

        assertThat(left.getId()).isEqualTo(story);
        assertThat(left.getMembers())
                .extracting(
                        StoryMember::getArticleId, member -> member.getCopyOf().orElse("original"))
                .containsExactly(tuple("b", "original"));
        assertThat(left.getIndependentSources()).isEqualTo(1);
        assertThat(left.getReports()).isEqualTo(1);
        assertThat(RecordJson.of(left)).doesNotContain("Harbour Herald");
        assertThat(desk.tellLate()).containsExactly(new StoryDesk.Told(story, Optional.empty()));
        assertThat(desk.tell()).isEmpty();
    }

    @Test
    void whatIsOlderThanTheWindowIsNoLongerKept() {
        place("a", "Harbour Herald", "Ferry runs aground off Mindoro", FERRY);
        desk.tell();
        number += Duration.ofHours(73).toMinutes();
        place("b", "Daily Planet", "Parliament of Latvia votes on budget", "Members of the Saeima voted on Monday.");

        assertThat(told().getMembers()).extracting(StoryMember::getArticleId).containsExactly("b");
        assertThat(reports.size()).isEqualTo(1);
        assertThat(states.size()).isEqualTo(1);
    }

    @Test
    void aStoryOfMoreReportsThanItListsCountsThemAll() {
        for (int i = 0; i < Telling.LISTED + 40; i++) {
            place("a" + i, "Publisher " + i % 7, "Ferry runs aground off Mindoro", FERRY);
        }
        Story story = told();

        assertThat(story.getMembers()).hasSize(Telling.LISTED);
        assertThat(story.getReports()).isEqualTo(Telling.LISTED + 40);
        assertThat(story.getCopies()).isEqualTo(Telling.LISTED + 39);
        assertThat(story.getPublishers()).hasSize(7);
        assertThat(story.getIndependentSources()).isEqualTo(1);
        assertThat(story.getTags().getFirst().getArticles()).isEqualTo(Telling.LISTED + 40);
        assertThat(story.getFirstSeen()).isEqualTo(Articles.RECEIVED);
    }

    /** Many events, reprinted, revised and killed, from a fixed seed. */
    private static List<ArticleReport> stream(int count) {
        Random random = new Random(5);
        List<ArticleReport> stream = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int event = random.nextInt(1 + count / 12);
            String body = MadeUpTexts.about(event, random);
            String text = random.nextInt(5) == 0 ? "same text again " + FERRY + event : body;
            RawArticle article = Articles.receivedAt(
                    Articles.from(
                            Articles.article("article" + random.nextInt(count), "Event " + event, text),
                            "Publisher " + random.nextInt(9)),
                    Articles.RECEIVED.plus(Duration.ofMinutes(i * 3L)));
            stream.add(report(article, "C" + random.nextInt(4)));
            if (random.nextInt(10) == 0) {
                RawArticle killed = stream.get(Math.max(0, stream.size() - 1 - random.nextInt(30)))
                        .getArticle()
                        .getArticle();
                stream.add(report(Articles.receivedAt(Articles.signalled(killed, Signal.KILL), article.getReceived())));
            }
        }
        return stream;
    }

    private record Run(List<String> articles, Map<String, String> stories) {}

    /** What came of a stream, told and taken up again from what is kept after every so many articles; 0 for never. */
    private static Run run(int tellEvery, int stopEvery) {
        StoryRules standard = StoryRules.standard();
        StoryRules narrow = standard.within(Duration.ofHours(20), 400_000);
        InMemory<Long, PlacedReport> reports = new InMemory<>(PlacedReport.class);
        InMemory<String, StoryState> states = new InMemory<>(StoryState.class);
        InMemory<String, EndedStory> ended = new InMemory<>(EndedStory.class);
        StoryDesk desk = new StoryDesk(narrow, reports, states, ended);
        List<String> articles = new ArrayList<>();
        Map<String, String> stories = new TreeMap<>();
        List<ArticleReport> stream = stream(1_500);
        for (int i = 0; i < stream.size(); i++) {
            if (stopEvery > 0 && i % stopEvery == 0) {
                desk = new StoryDesk(narrow, reports, states, ended);
            }
            articles.add(RecordJson.of(desk.place(stream.get(i), i)));
            List<StoryDesk.Told> now = new ArrayList<>(desk.tellLate());
            if (i % tellEvery == 0 || i == stream.size() - 1) {
                now.addAll(desk.tell());
            }
            if (!now.isEmpty()) {
                now.forEach(told ->
                        stories.put(told.id(), told.story().map(RecordJson::of).orElse("no more")));
            }
        }
        return new Run(articles, stories);
    }

    @Test
    void theSameArticlesGiveTheSameStoriesWhereverItIsInterruptedAndWheneverItTells() {
        Run uninterrupted = run(1, 0);
        assertThat(uninterrupted.stories().values())
                .as("absorbed")
                .anyMatch(story -> story.contains("absorbedBy"))
                .as("copies")
                .anyMatch(story -> story.contains("copyOf"))
                .as("ended")
                .anyMatch(story -> story.equals("no more"));

        Run interrupted = run(1, 97);
        assertThat(interrupted).isEqualTo(uninterrupted);
        Run seldomTold = run(13, 61);
        assertThat(seldomTold.articles()).isEqualTo(uninterrupted.articles());
        seldomTold
                .stories()
                .forEach((id, story) -> assertThat(story)
                        .as(id)
                        .isEqualTo(uninterrupted.stories().get(id)));
    }
}
