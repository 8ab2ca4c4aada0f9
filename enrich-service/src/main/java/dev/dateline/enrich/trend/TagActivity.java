package dev.dateline.enrich.trend;

import dev.dateline.schemas.TagBucket;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TrendEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The buckets of one tag that are within the longest window, in memory, so that a ranking reads no store. */
final class TagActivity {

    static final int EVIDENCE = 5;

    private final TagKind kind;
    private final String id;
    private String label;
    private final NavigableMap<Instant, TagBucket> buckets = new TreeMap<>();

    TagActivity(TagKind kind, String id, String label) {
        this.kind = kind;
        this.id = id;
        this.label = label;
    }

    TagKind kind() {
        return kind;
    }

    /** Takes the newest state of one bucket. */
    void put(TagBucket bucket) {
        buckets.put(bucket.getStart(), bucket);
        label = bucket.getLabel();
    }

    /** Drops the buckets that begin before the instant. */
    void forgetBefore(Instant start) {
        buckets.headMap(start, false).clear();
    }

    boolean isEmpty() {
        return buckets.isEmpty();
    }

    /** What the window from start (inclusive) to end (exclusive) holds of this tag; articles is 0 if nothing. */
    TrendEntry count(Instant start, Instant end) {
        long articles = 0;
        Set<String> publishers = new HashSet<>();
        List<String> evidence = new ArrayList<>(EVIDENCE);
        for (TagBucket bucket :
                buckets.subMap(start, true, end, false).descendingMap().values()) {
            articles += bucket.getArticles();
            publishers.addAll(bucket.getPublishers());
            for (String article : bucket.getEvidence()) {
                if (evidence.size() < EVIDENCE) {
                    evidence.add(article);
                }
            }
        }
        return TrendEntry.newBuilder()
                .setRank(0)
                .setId(id)
                .setLabel(label)
                .setScore(articles)
                .setArticles(articles)
                .setPublishers(publishers.size())
                .setEvidence(evidence)
                .build();
    }
}
