package dev.dateline.ingest.pull;

import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.runtime.digest.Sha256;
import dev.dateline.schemas.RawArticle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What was taken of a feed lately. A feed offers most of its items at every poll; told apart they are by id and content, never
 * by date, so that items with equal dates or none are neither lost nor taken twice. A fingerprint has 64 bits: that a new
 * item has that of one of 5,000 known ones has a probability below 1 in 10<sup>15</sup>.
 */
final class SeenItems {

    /** Kept at least, so that an item that comes and goes is not taken again. */
    private static final int KEPT = 1_000;

    private final LinkedHashSet<Long> fingerprints;

    SeenItems(List<Long> fingerprints) {
        this.fingerprints = new LinkedHashSet<>(fingerprints);
    }

    /** Those of the items that are new, in their order. */
    List<ParsedItem> fresh(List<ParsedItem> items) {
        List<ParsedItem> fresh = new ArrayList<>();
        LinkedHashSet<Long> here = new LinkedHashSet<>();
        for (ParsedItem item : items) {
            long fingerprint = fingerprint(item);
            if (!fingerprints.contains(fingerprint) && here.add(fingerprint)) {
                fresh.add(item);
            }
        }
        return fresh;
    }

    /** After the items were taken: what to remember, the oldest first, at least all that the feed offers now. */
    List<Long> after(List<ParsedItem> items) {
        LinkedHashSet<Long> all = new LinkedHashSet<>(fingerprints);
        for (ParsedItem item : items) {
            long fingerprint = fingerprint(item);
            all.remove(fingerprint); // What is still offered is not what to forget first.
            all.add(fingerprint);
        }
        int most = Math.max(KEPT, 2 * items.size());
        return all.stream().skip(Math.max(0, all.size() - most)).toList();
    }

    private static long fingerprint(ParsedItem item) {
        MessageDigest digest = Sha256.begin();
        switch (item) {
            case ParsedItem.Article article -> {
                RawArticle raw = article.article();
                add(digest, raw.getId());
                add(digest, raw.getContentHash());
                add(digest, raw.getSignal().name());
            }
            case ParsedItem.Refused refused -> {
                add(digest, refused.code());
                digest.update(refused.original());
            }
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
