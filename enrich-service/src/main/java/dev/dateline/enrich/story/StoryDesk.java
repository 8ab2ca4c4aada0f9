package dev.dateline.enrich.story;

import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.EarlierReports;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.PlacedReport;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.StoryMember;
import dev.dateline.schemas.StoryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Puts each article into its story, and tells those that changed. What is kept is the truth: taken up again from it, the desk
 * goes on as if it had never stopped. What it says depends on the articles and their numbers alone; when it is asked to tell
 * does not change what it tells in the end. Not safe for many threads.
 */
public final class StoryDesk {

    private static final int STORY_FIELD =
            EnrichedArticle.getClassSchema().getField("story").pos();
    private static final int COPY_OF_FIELD =
            EnrichedArticle.getClassSchema().getField("copyOf").pos();
    private static final int SIMILARITY_FIELD =
            EnrichedArticle.getClassSchema().getField("similarity").pos();

    private final Stories stories;
    private final Kept<Long, PlacedReport> reports;
    private final Kept<String, StoryState> states;

    /** The numbers of the reports that each story lists. */
    private final Map<String, SortedSet<Long>> listed = new HashMap<>();

    private final Set<String> untold = new LinkedHashSet<>();

    /** Takes up what is kept. */
    public StoryDesk(StoryRules rules, Kept<Long, PlacedReport> reports, Kept<String, StoryState> states) {
        this.stories = new Stories(rules);
        this.reports = reports;
        this.states = states;
        Map<String, Long> founded = new HashMap<>();
        states.forEach((id, state) -> {
            founded.put(id, state.getFounded());
            if (state.getUntold()) {
                untold.add(id);
            }
        });
        reports.forEach((number, report) -> takeUp(number, report, founded));
    }

    private void takeUp(long number, PlacedReport report, Map<String, Long> founded) {
        if (!report.getEarlier()) {
            listed(report.getStory()).add(number);
        }
        if (!report.getForgotten()) {
            StoryMember member = report.getMember();
            stories.restore(
                    Fingerprints.report(member.getArticleId(), member.getReceived(), report.getFingerprint()),
                    number,
                    report.getStory(),
                    founded.getOrDefault(report.getStory(), number),
                    report.getCopy());
        }
    }

    /**
     * A story that changed.
     *
     * @param id its id
     * @param story what it is now; empty if no report is left of it
     */
    public record Told(String id, Optional<Story> story) {}

    /**
     * Puts an article into its story, or takes it out if it was killed; writes that into the article, which is the answer.
     *
     * @param number greater than that of every article before
     */
    public EnrichedArticle place(ArticleReport report, long number) {
        EnrichedArticle article = report.getArticle();
        RawArticle raw = article.getArticle();
        if (raw.getSignal() == Signal.KILL) {
            remove(raw.getId());
            return article;
        }
        expire(raw.getReceived().toEpochMilli());
        OptionalLong before = stories.number(raw.getId());
        Placement placement =
                stories.place(Fingerprints.report(raw.getId(), raw.getReceived(), report.getFingerprint()), number);
        // What is counted among the earlier reports is not counted again for having a new text.
        boolean earlier = before.isPresent() && takeOut(before.getAsLong()).getEarlier();
        reports.put(number, placed(report, placement, earlier));
        if (!earlier) {
            listed(placement.story()).add(number);
        }
        touch(placement.story(), number);
        placement.absorbed().forEach(absorbed -> absorb(absorbed, placement.story(), raw.getReceived()));
        shorten(placement.story());
        article.put(STORY_FIELD, placement.story());
        article.put(
                COPY_OF_FIELD, placement.copy().map(Placement.Copy::original).orElse(null));
        article.put(
                SIMILARITY_FIELD, placement.copy().map(Placement.Copy::likeness).orElse(null));
        return article;
    }

    private static PlacedReport placed(ArticleReport report, Placement placement, boolean earlier) {
        EnrichedArticle article = report.getArticle();
        return PlacedReport.newBuilder()
                .setStory(placement.story())
                .setCopy(placement.copy().isPresent())
                .setFingerprint(report.getFingerprint())
                .setMember(Listing.member(article, placement.copy().map(Placement.Copy::original)))
                .setTags(Listing.tags(article))
                .setEarlier(earlier)
                .build();
    }

    /** Takes an article out of its story, if it is remembered. */
    public void remove(String articleId) {
        OptionalLong number = stories.number(articleId);
        Optional<String> story = stories.remove(articleId);
        if (number.isPresent() && story.isPresent()) {
            takeOut(number.getAsLong());
            promoteCopy(articleId, story.get());
            touch(story.get(), number.getAsLong());
        }
    }

    /** The first copy of an original that is gone stands for it: its text is no less reported. */
    private void promoteCopy(String original, String story) {
        Optional<String> heir = Optional.empty();
        for (long number : listed(story)) {
            PlacedReport copy = report(number);
            if (copy.getMember().getCopyOf().equals(Optional.of(original))) {
                StoryMember member = StoryMember.newBuilder(copy.getMember())
                        .setCopyOf(heir.orElse(null))
                        .build();
                reports.put(
                        number, PlacedReport.newBuilder(copy).setMember(member).build());
                heir = heir.or(() -> Optional.of(member.getArticleId()));
            }
        }
    }

    private PlacedReport takeOut(long number) {
        PlacedReport report = report(number);
        listed(report.getStory()).remove(number);
        reports.delete(number);
        return report;
    }

    /** Forgets the texts that are older than the window, or too many; their stories list them until they end. */
    private void expire(long now) {
        for (Optional<Stories.Expired> gone = stories.expire(now); gone.isPresent(); gone = stories.expire(now)) {
            long number = gone.get().number();
            PlacedReport report = report(number);
            if (report.getEarlier()) {
                reports.delete(number);
            } else {
                reports.put(
                        number,
                        PlacedReport.newBuilder(report)
                                .setForgotten(true)
                                .setFingerprint(Fingerprints.NONE)
                                .build());
            }
            if (!stories.has(report.getStory()) && !untold.contains(report.getStory())) {
                end(report.getStory());
            }
        }
    }

    private void absorb(Placement.Absorbed absorbed, String into, Instant when) {
        Set<Long> numbers = new TreeSet<>(absorbed.numbers());
        SortedSet<Long> theirs = Objects.requireNonNullElseGet(listed.remove(absorbed.story()), TreeSet::new);
        numbers.addAll(theirs);
        numbers.forEach(number -> reports.put(
                number, PlacedReport.newBuilder(report(number)).setStory(into).build()));
        listed(into).addAll(theirs);
        StoryState state = state(absorbed.story());
        StoryState target = state(into);
        state.getEarlier()
                .ifPresent(earlier -> states.put(
                        into,
                        StoryState.newBuilder(target)
                                .setEarlier(Telling.merge(target.getEarlier(), earlier))
                                .build()));
        untold.add(absorbed.story());
        states.put(
                absorbed.story(),
                StoryState.newBuilder(state)
                        .setUntold(true)
                        .setAbsorbedBy(into)
                        .setAbsorbed(when)
                        .setEarlier(null)
                        .build());
    }

    /** Counts the oldest reports of a story among the earlier ones until it has no more than it lists. */
    private void shorten(String story) {
        SortedSet<Long> numbers = listed(story);
        while (numbers.size() > Telling.LISTED) {
            long oldest = numbers.removeFirst();
            PlacedReport report = report(oldest);
            StoryState state = state(story);
            EarlierReports earlier = Telling.withEarlier(state.getEarlier(), report);
            states.put(story, StoryState.newBuilder(state).setEarlier(earlier).build());
            if (report.getForgotten()) {
                reports.delete(oldest);
            } else {
                reports.put(
                        oldest, PlacedReport.newBuilder(report).setEarlier(true).build());
            }
        }
    }

    private void touch(String story, long number) {
        StoryState state = states.get(story);
        if (untold.add(story) || state == null) {
            states.put(
                    story,
                    state == null
                            ? new StoryState(number, true, null, null, null)
                            : StoryState.newBuilder(state).setUntold(true).build());
        }
    }

    /** The stories that changed since this was asked last. */
    public List<Told> tell() {
        List<Told> told = new ArrayList<>();
        for (String id : untold) {
            StoryState state = state(id);
            told.add(new Told(id, told(id, state)));
            if (stories.has(id) && state.getAbsorbedBy().isEmpty()) {
                states.put(id, StoryState.newBuilder(state).setUntold(false).build());
            } else {
                end(id);
            }
        }
        untold.clear();
        return told;
    }

    private Optional<Story> told(String id, StoryState state) {
        if (state.getAbsorbedBy().isPresent()) {
            return Optional.of(Telling.forward(
                    id, state.getAbsorbedBy().get(), state.getAbsorbed().orElseThrow()));
        }
        List<PlacedReport> members = listed(id).stream().map(this::report).toList();
        return members.isEmpty() && state.getEarlier().isEmpty()
                ? Optional.empty()
                : Optional.of(Telling.tell(id, members, state.getEarlier()));
    }

    /** Forgets a story that nothing more can be added to. */
    private void end(String story) {
        SortedSet<Long> numbers = listed.remove(story);
        if (numbers != null) {
            numbers.forEach(reports::delete);
        }
        states.delete(story);
    }

    /** How many reports are compared with. */
    public int reports() {
        return stories.size();
    }

    /** How many stories may still grow. */
    public int stories() {
        return stories.stories();
    }

    /** About how many bytes of memory the reports take that are compared with. */
    public long bytes() {
        return stories.bytes();
    }

    private SortedSet<Long> listed(String story) {
        return listed.computeIfAbsent(story, created -> new TreeSet<>());
    }

    private PlacedReport report(long number) {
        return Objects.requireNonNull(reports.get(number), "a report that stories remember is kept");
    }

    private StoryState state(String story) {
        return Objects.requireNonNull(states.get(story), "a story that has reports is kept");
    }
}
