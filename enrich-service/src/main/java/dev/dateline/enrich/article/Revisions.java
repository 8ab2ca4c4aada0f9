package dev.dateline.enrich.article;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.dateline.schemas.ArticleVersion;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what an item is to what is known under its id. */
final class Revisions {

    private Revisions() {}

    /** What an item is. */
    sealed interface Verdict {}

    /** It says what is known already. */
    record Duplicate() implements Verdict {}

    /** Its article was killed, and stays so. */
    record Withheld() implements Verdict {}

    /**
     * It is the next revision of its article.
     *
     * @param number 1 for the first
     * @param changed what differs from the revision before, in the order of the record's fields; empty for the first
     */
    record Next(int number, List<String> changed) implements Verdict {}

    /**
     * What an item is. The feed's word alone makes a revision where it corrects or kills; that an item is new or updated is
     * no news without new content.
     *
     * @param known what is known under its id; null if nothing is
     */
    static Verdict judge(@Nullable ArticleVersion known, RawArticle article) {
        if (known == null) {
            return new Next(1, List.of());
        }
        if (known.getSignal().filter(signal -> signal == Signal.KILL).isPresent()) {
            return new Withheld();
        }
        return known.getContentHash().equals(article.getContentHash()) && !newlySignalled(known, article)
                ? new Duplicate()
                : new Next(known.getRevision() + 1, changed(known, article));
    }

    private static boolean newlySignalled(ArticleVersion known, RawArticle article) {
        return switch (article.getSignal()) {
            case KILL -> true;
            case CORRECTION ->
                known.getSignal().filter(signal -> signal != Signal.CORRECTION).isPresent();
            case NEW, UPDATE -> false;
        };
    }

    private static List<String> changed(ArticleVersion known, RawArticle article) {
        List<String> changed = new ArrayList<>();
        if (differs(known.getTitleHash(), article.getTitle())) {
            changed.add("title");
        }
        if (differs(known.getSummaryHash(), article.getSummary().orElse(""))) {
            changed.add("summary");
        }
        if (differs(known.getBodyHash(), article.getBody())) {
            changed.add("body");
        }
        if (known.getSignal().filter(signal -> signal != article.getSignal()).isPresent()) {
            changed.add("signal");
        }
        return changed;
    }

    /** Where nothing was written down, nothing is said of it. */
    private static boolean differs(Optional<Long> before, String now) {
        return before.filter(hash -> hash != hash(now)).isPresent();
    }

    /**
     * What is to be known of an article whose newest revision is this.
     *
     * @param flashpoints those that any of its revisions was about
     */
    static ArticleVersion version(RawArticle article, int revision, Collection<String> flashpoints) {
        return ArticleVersion.newBuilder()
                .setRevision(revision)
                .setContentHash(article.getContentHash())
                .setTitleHash(hash(article.getTitle()))
                .setSummaryHash(hash(article.getSummary().orElse("")))
                .setBodyHash(hash(article.getBody()))
                .setSignal(article.getSignal())
                .setFlashpoints(List.copyOf(flashpoints))
                .build();
    }

    private static long hash(String text) {
        return Hashing.komihash5_0().hashCharsToLong(text);
    }
}
