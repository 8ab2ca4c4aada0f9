package dev.dateline.enrich.story;

import dev.dateline.enrich.words.TermTable;
import dev.dateline.enrich.words.TermVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The members of one story within the window. It is compared by its newest originals: a story moves on, and the cost of a
 * comparison must not grow with it. All it holds follows from its members alone, so that it can be built again from them.
 */
final class Cluster {

    /** Originals that a story is compared by. */
    static final int COMPARED = 32;

    final String id;
    final long founded;

    /** All members, in the order of their numbers. */
    private final Deque<Member> members = new ArrayDeque<>();

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

    Deque<Member> members() {
        return members;
    }

    /** When its newest member was received, milliseconds since 1970. */
    long lastSeen() {
        return members.isEmpty()
                ? Long.MIN_VALUE
                : members.getLast().report.received().toEpochMilli();
    }

    void add(Member member) {
        members.addLast(member);
        if (member.copy) {
            return;
        }
        compared.add(member);
        squaredLength += length(member);
        if (compared.size() > COMPARED) {
            Member oldest = compared.getFirst();
            squaredLength -= length(oldest);
            compared.removeFirst();
        }
    }

    /** What a member adds to the squared length of the sum. */
    private double length(Member member) {
        TermTable terms = TermTable.of(member.report.terms());
        return 2 * product(terms) - terms.dot(member.report.terms());
    }

    void remove(Member member) {
        if (members.peekFirst() == member) {
            members.removeFirst();
        } else {
            members.remove(member);
        }
        if (compared.contains(member)) {
            rebuild();
        }
    }

    /** Takes over all members of another story. */
    void absorb(Cluster other) {
        List<Member> all = new ArrayList<>(members);
        all.addAll(other.members);
        all.sort(Comparator.comparingLong(member -> member.number));
        other.members.forEach(member -> member.cluster = this);
        other.members.clear();
        members.clear();
        members.addAll(all);
        rebuild();
    }

    private void rebuild() {
        List<Member> newest = new ArrayList<>();
        for (Iterator<Member> back = members.descendingIterator(); back.hasNext() && newest.size() < COMPARED; ) {
            Member member = back.next();
            if (!member.copy) {
                newest.add(member);
            }
        }
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
