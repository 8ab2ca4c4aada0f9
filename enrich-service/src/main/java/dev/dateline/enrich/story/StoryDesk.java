package dev.dateline.enrich.story;

import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.EarlierReports;
import dev.dateline.schemas.EndedStory;
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
    private final Kept<String, EndedStory> ended;

    /** The numbers of the reports that each story lists. */
    private final Map<String, SortedSet<Long>> listed = new HashMap<>();

    /** The numbers of reports that are listed and no longer compared with, by article. */
    private final Map<String, Long> forgotten = new HashMap<>();

    private final Set<String> untold = new LinkedHashSet<>();

    private final List<Told> late = new ArrayList<>();

    private long lastNumber = -1;

    /**
     * Takes up what is kept.
     *
     * @param ended what it writes down of stories that end; whoever keeps it may forget it after a time
     */
    public StoryDesk(
            StoryRules rules,
            Kept<Long, PlacedReport> reports,
            Kept<String, StoryState> states,
            Kept<String, EndedStory> ended) {
        this.ended = ended;
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
        lastNumber = Math.max(lastNumber, number);
        if (!report.getEarlier()) {
            listed(report.getStory()).add(number);
        }
        StoryMember member = report.getMember();
        if (report.getForgotten()) {
            forgotten.put(member.getArticleId(), number);
        } else {
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

    /** A number for the next article that no report which is kept is after. */
    public long nextNumber() {
        return lastNumber + 1;
    }

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
        if (before.isEmpty()) {
            // A new text after the window is told where it belongs now, and not twice.
            removeOutOfWindow(raw.getId());
        }
        Placement placement =
                stories.place(Fingerprints.report(raw.getId(), raw.getReceived(), report.getFingerprint()), number);
        // What is counted among the earlier reports is not counted again for having a new text.
        boolean earlier = before.isPresent() && takeOut(before.getAsLong()).getEarlier();
        lastNumber = number;
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

    /** Takes an article out of its story, also out of one that has ended. */
    public void remove(String articleId) {
        OptionalLong number = stories.number(articleId);
        if (number.isPresent()) {
            stories.remove(articleId);
            remove(articleId, number.getAsLong());
        } else {
            removeOutOfWindow(articleId);
        }
    }

    /** Takes out an article that is no longer compared with, if a story lists it or did when it ended. */
    private void removeOutOfWindow(String articleId) {
        Long number = forgotten.remove(articleId);
        if (number == null) {
            removeFromEnded(articleId);
        } else {
            remove(articleId, number);
        }
    }

    private void remove(String articleId, long number) {
        String story = takeOut(number).getStory();
        List<Long> numbers = List.copyOf(listed(story));
        List<PlacedReport> before = numbers.stream().map(this::report).toList();
        List<PlacedReport> after = promoted(before, articleId);
        for (int i = 0; i < numbers.size(); i++) {
            if (after.get(i) != before.get(i)) {
                reports.put(numbers.get(i), after.get(i));
            }
        }
        touch(story, number);
    }

    private void removeFromEnded(String articleId) {
        EndedStory lead = ended.get(articleId);
        EndedStory story = lead == null ? null : ended.get(lead.getStory());
        if (story == null) {
            return;
        }
        List<PlacedReport> left = story.getReports().stream()
                .filter(report -> !report.getMember().getArticleId().equals(articleId))
                .toList();
        List<PlacedReport> after = promoted(left, articleId);
        ended.delete(articleId);
        ended.put(
                story.getStory(), EndedStory.newBuilder(story).setReports(after).build());
        late.add(new Told(story.getStory(), told(story.getStory(), after, story.getEarlier())));
    }

    /** The first copy of an original that is gone stands for it: its text is no less reported. */
    private static List<PlacedReport> promoted(List<PlacedReport> reports, String original) {
        List<PlacedReport> promoted = new ArrayList<>();
        Optional<String> heir = Optional.empty();
        for (PlacedReport report : reports) {
            StoryMember member = report.getMember();
            if (member.getCopyOf().equals(Optional.of(original))) {
                promoted.add(PlacedReport.newBuilder(report)
                        .setMember(StoryMember.newBuilder(member)
                                .setCopyOf(heir.orElse(null))
                                .build())
                        .build());
                heir = heir.or(() -> Optional.of(member.getArticleId()));
            } else {
                promoted.add(report);
            }
        }
        return promoted;
    }

    /** Ended stories that changed since this was asked last; to be asked with each article, since nothing else remembers them. */
    public List<Told> tellLate() {
        List<Told> told = List.copyOf(late);
        late.clear();
        return told;
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
                forgotten.put(gone.get().articleId(), number);
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
                forgotten.remove(report.getMember().getArticleId());
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
        return told(id, listed(id).stream().map(this::report).toList(), state.getEarlier());
    }

    private static Optional<Story> told(String id, List<PlacedReport> members, Optional<EarlierReports> earlier) {
        return members.isEmpty() && earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(Telling.tell(id, members, earlier));
    }

    /** Forgets a story that nothing more can be added to, but for what a late kill needs to know of it. */
    private void end(String story) {
        SortedSet<Long> numbers = Objects.requireNonNullElseGet(listed.remove(story), TreeSet::new);
        List<PlacedReport> last = new ArrayList<>();
        for (long number : numbers) {
            PlacedReport report = PlacedReport.newBuilder(report(number))
                    .setFingerprint(Fingerprints.NONE)
                    .build();
            String article = report.getMember().getArticleId();
            last.add(report);
            forgotten.remove(article);
            reports.delete(number);
            ended.put(article, EndedStory.newBuilder().setStory(story).build());
        }
        if (!last.isEmpty()) {
            ended.put(
                    story,
                    EndedStory.newBuilder()
                            .setStory(story)
                            .setReports(last)
                            .setEarlier(state(story).getEarlier().orElse(null))
                            .build());
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
