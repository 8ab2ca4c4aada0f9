package dev.dateline.publish;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointIndex;
import dev.dateline.schemas.FlashpointLevel;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendRanking;
import dev.dateline.schemas.TrendReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records as the stages before would write them. */
public final class Samples {

    public static final Instant RECEIVED = Instant.parse("2026-11-24T09:30:15Z");

    private Samples() {}

    /** The first revision of an article without tags. */
    public static EnrichedArticle article(String id, String feed, String title, String body) {
        return article(id, 1, feed, title, body, Map.of());
    }

    /** A revision of an article with tags by kind. */
    public static EnrichedArticle article(
            String id, int revision, String feed, String title, String body, Map<TagKind, List<Tag>> tags) {
        RawArticle raw = RawArticle.newBuilder()
                .setId(id)
                .setFeed(feed)
                .setPublisher("Publisher of " + feed)
                .setTitle(title)
                .setBody(body)
                .setContentType("application/json")
                .setPublished(new Publication(null, RECEIVED, DateConfidence.INGEST))
                .setReceived(RECEIVED)
                .setLane(Lane.LIVE)
                .setSignal(Signal.NEW)
                .setContentHash("hash of " + title)
                .build();
        return EnrichedArticle.newBuilder()
                .setArticle(raw)
                .setRevision(revision)
                .setAnalyzer("test/1")
                .setPeople(tags.getOrDefault(TagKind.PEOPLE, List.of()))
                .setOrganisations(tags.getOrDefault(TagKind.ORGANISATIONS, List.of()))
                .setPlaces(tags.getOrDefault(TagKind.PLACES, List.of()))
                .setCountries(tags.getOrDefault(TagKind.COUNTRIES, List.of()))
                .setTopics(tags.getOrDefault(TagKind.TOPICS, List.of()))
                .setFlashpoints(tags.getOrDefault(TagKind.FLASHPOINTS, List.of()))
                .setTimes(new Times(RECEIVED, RECEIVED.plusMillis(120), RECEIVED.plusMillis(200), null))
                .build();
    }

    /** A revision that says that its article was killed. */
    public static EnrichedArticle killed(String id, int revision, String feed) {
        EnrichedArticle article = article(id, revision, feed, "", "", Map.of());
        return EnrichedArticle.newBuilder(article)
                .setArticle(RawArticle.newBuilder(article.getArticle())
                        .setSignal(Signal.KILL)
                        .build())
                .setChanged(List.of("title", "body", "signal"))
                .build();
    }

    /** A story of as many reports as it has sources. */
    public static Story story(String id, int sources) {
        return Story.newBuilder()
                .setId(id)
                .setTitle("Title of " + id)
                .setFirstSeen(RECEIVED)
                .setLastSeen(RECEIVED.plusSeconds(60))
                .setIndependentSources(sources)
                .setReports(sources)
                .build();
    }

    /** The same story, from now on part of another. */
    public static Story absorbed(String id, String by) {
        return Story.newBuilder(story(id, 0)).setAbsorbedBy(by).build();
    }

    /** Tags with these ids. */
    public static List<Tag> tags(String... ids) {
        return Stream.of(ids).map(id -> tag(id, null)).toList();
    }

    /** A tag of a flashpoint. */
    public static Tag tag(String id, @Nullable Boolean about) {
        return Tag.newBuilder()
                .setId(id)
                .setLabel("Label of " + id)
                .setConfidence(0.9)
                .setSalience(0.5)
                .setRule("test")
                .setRuleVersion("1")
                .setAbout(about)
                .setMentions(List.of())
                .build();
    }

    /** A ranking of one tag. */
    public static TrendRanking ranking(TagKind kind, String window, String leader) {
        return TrendRanking.newBuilder()
                .setKind(kind)
                .setWindow(window)
                .setWindowStart(RECEIVED)
                .setWindowEnd(RECEIVED.plusSeconds(900))
                .setComputed(RECEIVED.plusSeconds(900))
                .setDefinition("test/1")
                .setEntries(List.of(TrendEntry.newBuilder()
                        .setRank(1)
                        .setId(leader)
                        .setLabel(leader)
                        .setScore(1)
                        .setArticles(1)
                        .setPublishers(1)
                        .setReceipt(TrendReceipt.newBuilder()
                                .setUnits(1)
                                .setExpected(0.5)
                                .setDispersion(1)
                                .setFamilies(1)
                                .setTrending(false)
                                .setNewest(RECEIVED)
                                .build())
                        .build()))
                .build();
    }

    /** What is told of an hour of a flashpoint, on the hour. */
    public static FlashpointIndex index(String flashpoint, Instant hour) {
        return FlashpointIndex.newBuilder()
                .setFlashpoint(flashpoint)
                .setName("Cod war")
                .setHour(hour)
                .setComputed(hour)
                .setElapsed(1)
                .setDefinition("test")
                .setArticles(2)
                .setCopies(0)
                .setSources(1)
                .setConflict(1)
                .setTalks(1)
                .setBaselineDays(0)
                .setLevel(FlashpointLevel.UNKNOWN)
                .setReason("test")
                .build();
    }

    /** A count of enrich's. */
    public static LedgerEntry entry(String feed, int partition, long published, long duplicates) {
        return LedgerEntry.newBuilder()
                .setFeed(feed)
                .setMinute(Instant.parse("2026-11-24T09:30:00Z"))
                .setPartition(partition)
                .setPublished(published)
                .setDuplicates(duplicates)
                .build();
    }
}
