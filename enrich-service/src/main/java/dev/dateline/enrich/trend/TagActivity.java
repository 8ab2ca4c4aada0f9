package dev.dateline.enrich.trend;

import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagSighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What one tag was seen in within the last 24 hours, and how often by the hour within 28 days. What it holds after some
 * sightings does not depend on their order within a hop.
 */
final class TagActivity {

    /** Articles that are named as evidence. */
    static final int EVIDENCE = 5;

    /** What a unit just seen weighs: whole numbers, as sums of fractions depend on their order. */
    private static final long WHOLE = 1L << 40;

    private static final long[] HALVING = halving();

    private static final Comparator<Evidence> NEWEST_FIRST = Comparator.comparingInt(Evidence::hop)
            .thenComparing(Evidence::received)
            .reversed()
            .thenComparing(Evidence::articleId);

    private final TagKind kind;
    private final String id;
    private final HourCounts hours;
    private LastSeen units = new LastSeen();
    private LastSeen families = new LastSeen();
    private int[] articleHops = new int[2];
    private int[] articleCounts = new int[2];
    private int articleSize;
    private List<Evidence> evidence = new ArrayList<>(1);

    private record Evidence(int hop, Instant received, String articleId, String label) {}

    TagActivity(TagKind kind, String id, HourCounts hours) {
        this.kind = kind;
        this.id = id;
        this.hours = hours;
    }

    private TagActivity(TagActivity other) {
        this(other.kind, other.id, other.hours);
        units = other.units.copy();
        families = other.families.copy();
        articleHops = other.articleHops.clone();
        articleCounts = other.articleCounts.clone();
        articleSize = other.articleSize;
        evidence = new ArrayList<>(other.evidence);
    }

    /** The same again, to look at what is not certain yet; the hours are shared and must not be counted into. */
    TagActivity copy() {
        return new TagActivity(this);
    }

    TagKind kind() {
        return kind;
    }

    String id() {
        return id;
    }

    HourCounts hours() {
        return hours;
    }

    /** Takes in a sighting and counts it into its hour; hops come in ascending order. */
    void count(TagSighting sighting) {
        int hop = TrendWindow.hop(sighting.getHop());
        int before = see(sighting, hop);
        int hour = Math.floorDiv(hop, TrendWindow.HOPS_IN_HOUR);
        if (before < hour * TrendWindow.HOPS_IN_HOUR) {
            hours.add(hour, 1, before < hop - TrendWindow.HOPS_IN_DAY ? 1 : 0);
        }
    }

    /** Takes in a sighting without counting it into its hour, such as one that was counted before a restart. */
    void see(TagSighting sighting) {
        see(sighting, TrendWindow.hop(sighting.getHop()));
    }

    private int see(TagSighting sighting, int hop) {
        families.see(sighting.getFamily(), hop);
        seeArticle(hop);
        Evidence seen = new Evidence(hop, sighting.getReceived(), sighting.getArticleId(), sighting.getLabel());
        if (evidence.size() < EVIDENCE || NEWEST_FIRST.compare(seen, evidence.getLast()) < 0) {
            evidence.add(seen);
            evidence.sort(NEWEST_FIRST);
            if (evidence.size() > EVIDENCE) {
                evidence.removeLast();
            }
        }
        return units.see(sighting.getUnit(), hop);
    }

    private void seeArticle(int hop) {
        if (articleSize == 0 || articleHops[articleSize - 1] != hop) {
            if (articleSize == articleHops.length) {
                articleHops = Arrays.copyOf(articleHops, 2 * articleSize);
                articleCounts = Arrays.copyOf(articleCounts, 2 * articleSize);
            }
            articleHops[articleSize] = hop;
            articleCounts[articleSize] = 0;
            articleSize++;
        }
        articleCounts[articleSize - 1]++;
    }

    void forgetBefore(int hop) {
        units.forgetBefore(hop);
        families.forgetBefore(hop);
        int gone = 0;
        while (gone < articleSize && articleHops[gone] < hop) {
            gone++;
        }
        System.arraycopy(articleHops, gone, articleHops, 0, articleSize - gone);
        System.arraycopy(articleCounts, gone, articleCounts, 0, articleSize - gone);
        articleSize -= gone;
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    int units(int fromHop, int toHop) {
        return units.count(fromHop, toHop);
    }

    int families(int fromHop, int toHop) {
        return families.count(fromHop, toHop);
    }

    long articles(int fromHop) {
        long sum = 0;
        for (int i = 0; i < articleSize; i++) {
            sum += articleHops[i] >= fromHop ? articleCounts[i] : 0;
        }
        return sum;
    }

    /** Units of the day before a hop's end, each worth half as much six hours later. */
    double volume(int endHop) {
        return units.weigh(endHop, HALVING) / (double) WHOLE;
    }

    private static long[] halving() {
        long[] weights = new long[TrendWindow.HOPS_IN_DAY];
        for (int age = 0; age < weights.length; age++) {
            weights[age] = Math.round(WHOLE * StrictMath.pow(2, -age / (6.0 * TrendWindow.HOPS_IN_HOUR)));
        }
        return weights;
    }

    /** The last hop in which it was seen. */
    int lastHop() {
        return articleSize == 0 ? LastSeen.NEVER : articleHops[articleSize - 1];
    }

    /** The name by which the newest article has it. */
    String label() {
        return evidence.isEmpty() ? id : evidence.getFirst().label();
    }

    /** When the newest article was received; the beginning of time if there is none. */
    Instant newest() {
        return evidence.isEmpty() ? Instant.EPOCH : evidence.getFirst().received();
    }

    /** The newest articles since a hop, newest first. */
    List<String> evidence(int fromHop) {
        return evidence.stream()
                .filter(seen -> seen.hop() >= fromHop)
                .map(Evidence::articleId)
                .toList();
    }
}
