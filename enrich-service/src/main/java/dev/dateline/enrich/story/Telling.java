package dev.dateline.enrich.story;

import dev.dateline.schemas.EarlierReports;
import dev.dateline.schemas.PlacedReport;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.StoryMember;
import dev.dateline.schemas.StoryTag;
import dev.dateline.schemas.TagKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tells a story from its reports: a pure function of them. */
final class Telling {

    /** Reports that a story lists; of older ones it keeps only what they add up to. */
    static final int LISTED = 500;

    private static final int TAGS = 100;
    private static final int EARLIER_TAGS = 400;

    /** Names that earlier reports are remembered by, each kind of them. */
    private static final int EARLIER_NAMES = 2_000;

    private Telling() {}

    private record TagKey(TagKind kind, String id) {}

    /**
     * The story.
     *
     * @param listed its reports, oldest first
     * @param earlier what is left of those before; one of both is there
     */
    static Story tell(String id, List<PlacedReport> listed, Optional<EarlierReports> earlier) {
        List<StoryMember> members = listed.stream().map(PlacedReport::getMember).toList();
        List<StoryTag> tags = new ArrayList<>();
        earlier.ifPresent(reports -> tags.addAll(reports.getTags()));
        listed.forEach(report -> tags.addAll(report.getTags()));
        return Story.newBuilder()
                .setId(id)
                .setTitle(title(members, earlier))
                .setFirstSeen(earlier.map(EarlierReports::getFirstSeen)
                        .orElseGet(() -> members.getFirst().getReceived()))
                .setLastSeen(lastSeen(members, earlier))
                .setMembers(members)
                .setIndependentSources(sources(members, names(earlier.map(EarlierReports::getSources)))
                        .size())
                .setReports(
                        members.size() + earlier.map(EarlierReports::getReports).orElse(0))
                .setCopies(
                        copies(members) + earlier.map(EarlierReports::getCopies).orElse(0))
                .setPublishers(List.copyOf(publishers(members, names(earlier.map(EarlierReports::getPublishers)))))
                .setLanguages(List.copyOf(languages(members, names(earlier.map(EarlierReports::getLanguages)))))
                .setTags(counted(tags, TAGS))
                .build();
    }

    /** The headline of its first original. */
    private static String title(List<StoryMember> members, Optional<EarlierReports> earlier) {
        return earlier.map(EarlierReports::getTitle)
                .or(() -> members.stream()
                        .filter(member -> member.getCopyOf().isEmpty())
                        .map(StoryMember::getTitle)
                        .findFirst())
                .orElseGet(() -> members.getFirst().getTitle());
    }

    private static Instant lastSeen(List<StoryMember> members, Optional<EarlierReports> earlier) {
        Instant last = earlier.map(EarlierReports::getLastSeen).orElse(Instant.MIN);
        for (StoryMember member : members) {
            last = member.getReceived().isAfter(last) ? member.getReceived() : last;
        }
        return last;
    }

    private static int copies(List<StoryMember> members) {
        return (int) members.stream()
                .filter(member -> member.getCopyOf().isPresent())
                .count();
    }

    private static SortedSet<String> names(Optional<List<String>> names) {
        return new TreeSet<>(names.orElse(List.of()));
    }

    private static SortedSet<String> sources(List<StoryMember> members, SortedSet<String> to) {
        members.stream()
                .filter(member -> member.getCopyOf().isEmpty())
                .map(StoryMember::getSource)
                .forEach(to::add);
        return to;
    }

    private static SortedSet<String> publishers(List<StoryMember> members, SortedSet<String> to) {
        members.stream().map(StoryMember::getPublisher).forEach(to::add);
        return to;
    }

    private static SortedSet<String> languages(List<StoryMember> members, SortedSet<String> to) {
        members.stream().flatMap(member -> member.getLanguage().stream()).forEach(to::add);
        return to;
    }

    /** Each tag once, first those of the most reports, as many as given at most. */
    private static List<StoryTag> counted(List<StoryTag> tags, int most) {
        Map<TagKey, StoryTag> sums = new LinkedHashMap<>();
        for (StoryTag tag : tags) {
            sums.merge(
                    new TagKey(tag.getKind(), tag.getId()),
                    tag,
                    (one, other) -> new StoryTag(
                            one.getKind(), one.getId(), one.getLabel(), one.getArticles() + other.getArticles()));
        }
        return sums.values().stream()
                .sorted(Comparator.comparingInt(StoryTag::getArticles)
                        .reversed()
                        .thenComparing(StoryTag::getKind)
                        .thenComparing(StoryTag::getId))
                .limit(most)
                .toList();
    }

    /** What is left of a story's earlier reports and one more, which is later than they are. */
    static EarlierReports withEarlier(Optional<EarlierReports> earlier, PlacedReport report) {
        return merge(earlier, earlier(report));
    }

    private static EarlierReports earlier(PlacedReport report) {
        StoryMember member = report.getMember();
        boolean copy = member.getCopyOf().isPresent();
        return EarlierReports.newBuilder()
                .setReports(1)
                .setCopies(copy ? 1 : 0)
                .setFirstSeen(member.getReceived())
                .setLastSeen(member.getReceived())
                .setTitle(member.getTitle())
                .setSources(copy ? List.of() : List.of(member.getSource()))
                .setPublishers(List.of(member.getPublisher()))
                .setLanguages(member.getLanguage().stream().toList())
                .setTags(report.getTags())
                .build();
    }

    /** What is left of the earlier reports of two stories that are one. The title is that of the one that began first. */
    static EarlierReports merge(Optional<EarlierReports> one, EarlierReports other) {
        if (one.isEmpty()) {
            return other;
        }
        EarlierReports mine = one.get();
        boolean first = !mine.getFirstSeen().isAfter(other.getFirstSeen());
        List<StoryTag> tags = new ArrayList<>(mine.getTags());
        tags.addAll(other.getTags());
        return EarlierReports.newBuilder()
                .setReports(mine.getReports() + other.getReports())
                .setCopies(mine.getCopies() + other.getCopies())
                .setFirstSeen(first ? mine.getFirstSeen() : other.getFirstSeen())
                .setLastSeen(mine.getLastSeen().isAfter(other.getLastSeen()) ? mine.getLastSeen() : other.getLastSeen())
                .setTitle(first ? mine.getTitle() : other.getTitle())
                .setSources(union(mine.getSources(), other.getSources()))
                .setPublishers(union(mine.getPublishers(), other.getPublishers()))
                .setLanguages(union(mine.getLanguages(), other.getLanguages()))
                .setTags(counted(tags, EARLIER_TAGS))
                .build();
    }

    private static List<String> union(Collection<String> some, Collection<String> more) {
        SortedSet<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all.stream().limit(EARLIER_NAMES).toList();
    }

    /** What an absorbed story says from now on: which one it is part of. */
    static Story forward(String id, String by, Instant when) {
        return Story.newBuilder()
                .setId(id)
                .setTitle("")
                .setFirstSeen(when)
                .setLastSeen(when)
                .setIndependentSources(0)
                .setAbsorbedBy(by)
                .build();
    }
}
