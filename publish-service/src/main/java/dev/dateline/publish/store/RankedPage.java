package dev.dateline.publish.store;

import java.util.List;

/**
 * Articles by how well they match words, the best first. Ranked are the newest that match, up to a bound.
 *
 * @param items the articles of this page
 * @param next where the next page goes on; of no use if there is no more
 * @param more whether there is a next page
 * @param ranked how many were ranked
 * @param complete whether that is all that match
 */
public record RankedPage(List<ArticleItem> items, RankPlace next, boolean more, int ranked, boolean complete) {

    /**
     * A place in the order of relevance. It holds what was ranked fast, so that what is published meanwhile moves nothing.
     *
     * @param from the oldest seq that was ranked
     * @param to the first seq that was not there yet
     * @param score what the last article shown has
     * @param seq its place in the order of publication
     */
    public record RankPlace(long from, long to, float score, long seq) {

        /** Before the best of all that there is. */
        public static RankPlace start(long newestSeq) {
            return new RankPlace(0, newestSeq + 1, Float.MAX_VALUE, Long.MAX_VALUE);
        }

        boolean isBefore(RankedQuery.Scored article) {
            return article.score() < score || (article.score() == score && article.seq() < seq);
        }
    }
}
