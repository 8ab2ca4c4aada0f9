package dev.dateline.enrich.story;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.dateline.enrich.duplicate.Likeness;
import dev.dateline.enrich.words.TermTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Tells stories: takes reports one after the other and says of each which story it is in and what it copies. What it says
 * depends on nothing but the reports it was given and their order. It remembers those of a window of time, and of them no
 * more than fit into a number of bytes; every step is bounded whatever came in. Not safe for many threads.
 *
 * <p>A copy is looked for among the reports that share the least hashes of their {@link
 * dev.dateline.enrich.duplicate.Sketch sketches}, a story among those whose newest originals share the report's strongest
 * terms; then both are compared in full.
 */
public final class Stories {

    private static final int SKETCH_KEYS = 32;
    private static final int SKETCH_NEWEST = 16;
    private static final int SKETCH_SHARED = 2;
    private static final int COPIES_COMPARED = 8;

    /** Shingles that a text must have to be said to copy; below, two headlines may be alike by chance. */
    private static final int COPY_SHINGLES = 8;

    private static final int TERM_KEYS = 24;
    private static final int TERMS_ASKED = 16;
    private static final int TERM_NEWEST = 64;
    private static final int STORIES_COMPARED = 16;

    private final StoryRules rules;
    private final Postings bySketch = new Postings();
    private final Newest byTerm = new Newest();
    private final int[] newest = new int[TERM_NEWEST];
    private final Homes homes = new Homes();
    private final LinkedHashMap<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Cluster> clusters = new HashMap<>();
    private long bytes;

    /** Stories by the given rules; none yet. */
    public Stories(StoryRules rules) {
        this.rules = rules;
    }

    /** A report that was forgotten: its number, its article, the story it was in. */
    public record Expired(long number, String articleId, String story) {}

    private record Found(Member original, Likeness.Kind kind, double resemblance) {}

    private record Scored(Cluster cluster, double likeness) {}

    /**
     * Places a report. If the article was placed before, the report takes the older one's place and stays in its story.
     *
     * @param number greater than that of every report before
     */
    public Placement place(Report report, long number) {
        Member before = members.get(report.articleId());
        Cluster home = before == null ? null : homes.of(before.place);
        if (before != null) {
            forget(before);
        }
        Found found = copied(report);
        List<Cluster> absorbed = new ArrayList<>();
        Cluster cluster = home;
        if (cluster == null) {
            cluster = found == null ? story(report, number, absorbed) : homes.of(found.original().place);
        }
        // Its only member may just have been taken out.
        clusters.putIfAbsent(cluster.id, cluster);
        add(report, number, cluster, found != null);
        List<Placement.Absorbed> taken = absorbed.stream()
                .map(other -> new Placement.Absorbed(
                        other.id,
                        other.members().stream().map(member -> member.number).toList()))
                .toList();
        for (Cluster other : absorbed) {
            clusters.remove(other.id);
            for (Member member : other.members()) {
                homes.move(member.place, cluster);
            }
            cluster.absorb(other);
        }
        return new Placement(
                cluster.id,
                Optional.ofNullable(found)
                        .map(copy -> new Placement.Copy(
                                copy.original().report.articleId(), copy.kind(), copy.resemblance())),
                taken);
    }

    /**
     * Takes up a report that was placed before, to go on after an interruption; in the order of the numbers.
     *
     * @param story the story it is in by now
     * @param founded the number of the report that the story began with
     * @param copy whether it is a copy
     */
    public void restore(Report report, long number, String story, long founded, boolean copy) {
        Cluster cluster = clusters.computeIfAbsent(story, id -> new Cluster(id, founded));
        add(report, number, cluster, copy);
    }

    /** The number of an article's report, if it is remembered. */
    public OptionalLong number(String articleId) {
        Member member = members.get(articleId);
        return member == null ? OptionalLong.empty() : OptionalLong.of(member.number);
    }

    /** Takes an article out, such as one that was killed; the answer is the story it was in, if it is remembered. */
    public Optional<String> remove(String articleId) {
        Member member = members.get(articleId);
        if (member == null) {
            return Optional.empty();
        }
        return Optional.of(forget(member).id);
    }

    /** Whether a story has reports that are remembered. */
    public boolean has(String story) {
        return clusters.containsKey(story);
    }

    /**
     * Forgets one report that is older than the window at the given time, or too many; the answer is its number and its
     * story, empty if there is none. To be called until it is.
     *
     * @param now milliseconds since 1970, by the records
     */
    public Optional<Expired> expire(long now) {
        Map.Entry<String, Member> oldest = members.firstEntry();
        if (oldest == null) {
            return Optional.empty();
        }
        long age = now - oldest.getValue().report.received().toEpochMilli();
        if (age <= rules.window().toMillis() && bytes <= rules.bytes()) {
            return Optional.empty();
        }
        Member gone = oldest.getValue();
        return Optional.of(new Expired(gone.number, gone.report.articleId(), forget(gone).id));
    }

    /** How many reports are remembered. */
    public int size() {
        return members.size();
    }

    /** How many stories they are in. */
    public int stories() {
        return clusters.size();
    }

    /** About how many bytes the remembered reports take. */
    public long bytes() {
        return bytes;
    }

    /** The report that this one copies: of those most alike, the oldest. */
    private @Nullable Found copied(Report report) {
        if (report.sketch().shingles() < COPY_SHINGLES) {
            return null;
        }
        Map<Member, Integer> shared = new HashMap<>();
        int[] hashes = report.sketch().hashes();
        for (int i = 0; i < Math.min(SKETCH_KEYS, hashes.length); i++) {
            bySketch.newest(hashes[i], SKETCH_NEWEST, member -> shared.merge(member, 1, Integer::sum));
        }
        Found best = null;
        List<Member> likely = shared.entrySet().stream()
                .filter(entry -> entry.getValue() >= SKETCH_SHARED)
                .sorted(Map.Entry.<Member, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().number))
                .limit(COPIES_COMPARED)
                .map(Map.Entry::getKey)
                .toList();
        for (Member member : likely) {
            Likeness likeness = report.sketch().to(member.report.sketch());
            Likeness.Kind kind = likeness.copy();
            boolean better = best == null
                    || kind.compareTo(best.kind()) < 0
                    || kind == best.kind() && likeness.resemblance() > best.resemblance();
            if (kind != Likeness.Kind.NONE && better) {
                best = new Found(member, kind, likeness.resemblance());
            }
        }
        return best;
    }

    /** The story of an original: the one it is most like, or a new one. Adds those that it shows to be the same. */
    private Cluster story(Report report, long number, List<Cluster> absorbed) {
        List<Scored> alike = alike(report, number);
        if (alike.isEmpty()) {
            return new Cluster(id(report), number);
        }
        Cluster best = alike.getFirst().cluster();
        if (alike.size() == 1) {
            return best;
        }
        Cluster oldest = best;
        TermTable sum = best.sum();
        for (Scored other : alike.subList(1, alike.size())) {
            if (best.likeness(sum, other.cluster()) >= rules.absorb()) {
                absorbed.add(other.cluster());
                oldest = other.cluster().founded < oldest.founded ? other.cluster() : oldest;
            }
        }
        if (oldest != best) {
            absorbed.remove(oldest);
            absorbed.add(best);
        }
        absorbed.sort(Comparator.comparingLong(cluster -> cluster.founded));
        return oldest;
    }

    /** The stories that the report may be in, most alike first. */
    private List<Scored> alike(Report report, long number) {
        long received = report.received().toEpochMilli();
        TermTable terms = TermTable.of(report.terms());
        return overlapping(report, number).stream()
                .map(Overlap::story)
                .map(story -> new Scored(story, faded(story, received) * story.likeness(terms)))
                .filter(scored -> scored.likeness() >= rules.join())
                .sorted(Comparator.comparingDouble(Scored::likeness)
                        .reversed()
                        .thenComparing(scored -> scored.cluster().founded))
                .toList();
    }

    /** The stories that share most of the report's strongest terms, in no order. */
    private Collection<Overlap> overlapping(Report report, long number) {
        List<Overlap> found = new ArrayList<>();
        for (int term : report.terms().strongest(TERMS_ASKED)) {
            long weight = report.terms().weights()[term];
            int count = byTerm.of(report.terms().terms()[term], newest);
            for (int i = 0; i < count; i++) {
                Overlap overlap = homes.of(newest[i]).overlap;
                if (overlap.add(number, term, weight)) {
                    found.add(overlap);
                }
            }
        }
        Queue<Overlap> most = new PriorityQueue<>(STORIES_COMPARED + 1, Overlap.MOST_FIRST.reversed());
        for (Overlap overlap : found) {
            most.add(overlap);
            if (most.size() > STORIES_COMPARED) {
                most.remove();
            }
        }
        return most;
    }

    private double faded(Cluster cluster, long received) {
        long quiet = Math.max(0, received - cluster.lastSeen());
        return StrictMath.exp(-(double) quiet / rules.fading().toMillis());
    }

    private void add(Report report, long number, Cluster cluster, boolean copy) {
        Member member = new Member(report, number, homes.take(cluster), copy);
        if (!copy) {
            int[] hashes = report.sketch().hashes();
            member.sketchEntries = new int[Math.min(SKETCH_KEYS, hashes.length)];
            for (int i = 0; i < member.sketchEntries.length; i++) {
                member.sketchEntries[i] = bySketch.add(hashes[i], member);
            }
            int[] strongest = report.terms().strongest(TERM_KEYS);
            member.terms = new int[strongest.length];
            for (int i = 0; i < strongest.length; i++) {
                member.terms[i] = report.terms().terms()[strongest[i]];
                byTerm.add(member.terms[i], member.place);
            }
        }
        members.put(report.articleId(), member);
        cluster.add(member);
        bytes += member.bytes();
    }

    /** The answer is the story that it was in. */
    private Cluster forget(Member member) {
        bytes -= member.bytes();
        for (int entry : member.sketchEntries) {
            bySketch.remove(entry);
        }
        for (int term : member.terms) {
            byTerm.remove(term, member.place);
        }
        members.remove(member.report.articleId());
        Cluster cluster = homes.of(member.place);
        homes.leave(member.place);
        cluster.remove(member);
        if (cluster.isEmpty()) {
            clusters.remove(cluster.id);
        }
        return cluster;
    }

    /** The id of the story that a report begins. */
    private static String id(Report report) {
        long hash = Hashing.komihash5_0()
                .hashCharsToLong(report.articleId() + "@" + report.received().toEpochMilli());
        return "story-%016x".formatted(hash);
    }
}
