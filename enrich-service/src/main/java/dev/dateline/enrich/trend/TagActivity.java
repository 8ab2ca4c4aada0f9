package dev.dateline.enrich.trend;

import dev.dateline.schemas.EvictedTag;
import dev.dateline.schemas.SeenArticle;
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

    private static final Evidence[] NONE = {};

    private static final Comparator<Evidence> NEWEST_FIRST = Comparator.comparingInt(Evidence::hop)
            .thenComparingLong(Evidence::received)
            .reversed()
            .thenComparing(Evidence::articleId);

    private final TagKind kind;
    private final String key;
    private final HourCounts hours;
    private LastSeen units = new LastSeen();
    private LastSeen families = new LastSeen();

    /** Hops that had articles, ascending, each followed by the number of those. */
    private int[] articles = new int[2];

    private int articlesEnd;

    /** The newest articles, newest first; never changed, so that copies share it. */
    private Evidence[] evidence = NONE;

    private record Evidence(int hop, long received, String articleId, String label) {}

    /**
     * Nothing yet.
     *
     * @param key of the kind and the id, by {@link Rankings#key}
     */
    TagActivity(TagKind kind, String key, HourCounts hours) {
        this.kind = kind;
        this.key = key;
        this.hours = hours;
    }

    private TagActivity(TagActivity other) {
        this(other.kind, other.key, other.hours);
        units = other.units.copy();
        families = other.families.copy();
        articles = other.articles.clone();
        articlesEnd = other.articlesEnd;
        evidence = other.evidence;
    }

    /** What was written down when it was evicted. */
    static TagActivity of(EvictedTag tag, HourCounts hours) {
        TagActivity activity = new TagActivity(tag.getKind(), Rankings.key(tag.getKind(), tag.getId()), hours);
        activity.units = LastSeen.of(tag.getUnits(), tag.getUnitHops());
        activity.families = LastSeen.of(tag.getFamilies(), tag.getFamilyHops());
        activity.articles =
                tag.getArticles().stream().mapToInt(Integer::intValue).toArray();
        activity.articlesEnd = activity.articles.length;
        activity.evidence = tag.getEvidence().stream()
                .map(seen -> new Evidence(
                        seen.getHop(), seen.getReceived().toEpochMilli(), seen.getArticleId(), seen.getLabel()))
                .toArray(Evidence[]::new);
        return activity;
    }

    /** The hop in which a tag was seen last that was written down. */
    static int lastHop(EvictedTag tag) {
        return tag.getArticles().get(tag.getArticles().size() - 2);
    }

    /** Writes down what was seen of it; its hours are kept elsewhere. */
    EvictedTag evicted(int count) {
        List<Long> unitHashes = new ArrayList<>();
        List<Integer> unitHops = new ArrayList<>();
        units.writeTo(unitHashes, unitHops);
        List<Long> familyHashes = new ArrayList<>();
        List<Integer> familyHops = new ArrayList<>();
        families.writeTo(familyHashes, familyHops);
        return EvictedTag.newBuilder()
                .setKind(kind)
                .setId(id())
                .setCount(count)
                .setUnits(unitHashes)
                .setUnitHops(unitHops)
                .setFamilies(familyHashes)
                .setFamilyHops(familyHops)
                .setArticles(Arrays.stream(articles, 0, articlesEnd).boxed().toList())
                .setEvidence(Arrays.stream(evidence)
                        .map(seen -> SeenArticle.newBuilder()
                                .setHop(seen.hop())
                                .setReceived(Instant.ofEpochMilli(seen.received()))
                                .setArticleId(seen.articleId())
                                .setLabel(seen.label())
                                .build())
                        .toList())
                .build();
    }

    /** The same again, to look at what is not certain yet; the hours are shared and must not be counted into. */
    TagActivity copy() {
        return new TagActivity(this);
    }

    TagKind kind() {
        return kind;
    }

    String id() {
        return key.substring(key.indexOf('/') + 1);
    }

    /** The key of the kind and the id. */
    String key() {
        return key;
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
        seeEvidence(
                new Evidence(hop, sighting.getReceived().toEpochMilli(), sighting.getArticleId(), sighting.getLabel()));
        return units.see(sighting.getUnit(), hop);
    }

    private void seeEvidence(Evidence seen) {
        if (evidence.length < EVIDENCE || NEWEST_FIRST.compare(seen, evidence[EVIDENCE - 1]) < 0) {
            Evidence[] more = Arrays.copyOf(evidence, Math.min(EVIDENCE, evidence.length + 1));
            more[more.length - 1] = seen;
            Arrays.sort(more, NEWEST_FIRST);
            evidence = more;
        }
    }

    private void seeArticle(int hop) {
        if (lastHop() != hop) {
            if (articlesEnd == articles.length) {
                articles = Arrays.copyOf(articles, 2 * articlesEnd);
            }
            articles[articlesEnd] = hop;
            articles[articlesEnd + 1] = 0;
            articlesEnd += 2;
        }
        articles[articlesEnd - 1]++;
    }

    void forgetBefore(int hop) {
        units.forgetBefore(hop);
        families.forgetBefore(hop);
        int gone = 0;
        while (gone < articlesEnd && articles[gone] < hop) {
            gone += 2;
        }
        System.arraycopy(articles, gone, articles, 0, articlesEnd - gone);
        articlesEnd -= gone;
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
        for (int i = 0; i < articlesEnd; i += 2) {
            sum += articles[i] >= fromHop ? articles[i + 1] : 0;
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
        return articlesEnd == 0 ? LastSeen.NEVER : articles[articlesEnd - 2];
    }

    /** The name by which the newest article has it. */
    String label() {
        return evidence.length == 0 ? id() : evidence[0].label();
    }

    /** When the newest article was received, in milliseconds since 1970; 0 if there is none. */
    long newest() {
        return evidence.length == 0 ? 0 : evidence[0].received();
    }

    /** The newest articles since a hop, newest first. */
    List<String> evidence(int fromHop) {
        return Arrays.stream(evidence)
                .filter(seen -> seen.hop() >= fromHop)
                .map(Evidence::articleId)
                .toList();
    }
}
