package dev.dateline.enrich.story;

import dev.dateline.enrich.words.TermTable;
import dev.dateline.enrich.words.TermVector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The members of one story within the window. It is compared by its newest originals: a story moves on, and the cost of a
 * comparison must not grow with it. All it holds follows from its members alone, so that it can be built again from them.
 */
final class Cluster {

    /** Originals that a story is compared by. */
    static final int COMPARED = 32;

    final String id;
    final long founded;

    /** What the report that is being placed shares with it. */
    final Overlap overlap = new Overlap(this);

    /** All members, by their numbers. */
    private final NavigableMap<Long, Member> members = new TreeMap<>();

    /** The newest originals among them, oldest first. */
    private List<Member> compared = new ArrayList<>();

    /** The square of the length of the sum of their vectors, in squares of {@link TermVector#UNIT}. */
    private double squaredLength;

    Cluster(String id, long founded) {
        this.id = id;
        this.founded = founded;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** In the order of their numbers. */
    Collection<Member> members() {
        return members.values();
    }

    /** When its newest member was received, milliseconds since 1970. */
    long lastSeen() {
        return members.isEmpty()
                ? Long.MIN_VALUE
                : members.lastEntry().getValue().report.received().toEpochMilli();
    }

    /** Adds a member that is newer than all others. */
    void add(Member member) {
        members.put(member.number, member);
        if (member.copy) {
            return;
        }
        compare(compared.size(), member);
        if (compared.size() > COMPARED) {
            noLongerCompare(compared.getFirst());
        }
    }

    void remove(Member member) {
        members.remove(member.number);
        if (!compared.contains(member)) {
            return;
        }
        long oldest = compared.getFirst().number;
        noLongerCompare(member);
        members.headMap(oldest, false).descendingMap().values().stream()
                .filter(older -> !older.copy)
                .findFirst()
                .ifPresent(older -> compare(0, older));
    }

    private void compare(int at, Member member) {
        compared.add(at, member);
        squaredLength += length(member);
    }

    private void noLongerCompare(Member member) {
        squaredLength -= length(member);
        compared.remove(member);
    }

    /** What a member that is compared adds to the squared length of the sum. */
    private double length(Member member) {
        TermTable terms = TermTable.of(member.report.terms());
        return 2 * product(terms) - terms.dot(member.report.terms());
    }

    /** Takes over all members of another story. */
    void absorb(Cluster other) {
        members.putAll(other.members);
        other.members.clear();
        List<Member> newest = members.descendingMap().values().stream()
                .filter(member -> !member.copy)
                .limit(COMPARED)
                .toList();
        compared = new ArrayList<>(newest.reversed());
        squaredLength = product(sum());
    }

    /** The sum of the originals that the story is compared by. */
    TermTable sum() {
        return TermTable.sum(
                compared.stream().map(member -> member.report.terms()).toList());
    }

    /** The scalar product of another sum with that of this story. */
    private double product(TermTable sum) {
        double product = 0;
        for (Member member : compared) {
            product += sum.dot(member.report.terms());
        }
        return product;
    }

    /** How alike a text is to the story, 0..1: the mean of its cosines to the sum of the originals and to the nearest of them. */
    double likeness(TermTable terms) {
        double sum = 0;
        double nearest = 0;
        for (Member member : compared) {
            double dot = terms.dot(member.report.terms());
            sum += dot;
            nearest = Math.max(nearest, dot);
        }
        double unit = TermVector.UNIT;
        double toSum = squaredLength <= 0 ? 0 : sum / Math.sqrt(squaredLength) / unit;
        return (Math.min(1, toSum) + Math.min(1, nearest / unit / unit)) / 2;
    }

    /**
     * The cosine between the sums of the originals of two stories, 0..1.
     *
     * @param sum that of this story
     */
    double likeness(TermTable sum, Cluster other) {
        double lengths = Math.sqrt(squaredLength) * Math.sqrt(other.squaredLength);
        return lengths <= 0 ? 0 : other.product(sum) / lengths;
    }
}
