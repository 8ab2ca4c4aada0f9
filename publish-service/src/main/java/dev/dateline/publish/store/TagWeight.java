package dev.dateline.publish.store;

import dev.dateline.publish.store.ArticleFacts.WeighedTag;

/**
 * What a tag must have for an article to be found by it.
 *
 * @param salience how central it is, at least, 0 to 1
 * @param confidence how likely it is right, at least, 0 to 1
 */
public record TagWeight(float salience, float confidence) {

    /** Every tag counts. */
    public static final TagWeight ANY = new TagWeight(0, 0);

    boolean reachedBy(WeighedTag tag) {
        return tag.salience() >= salience && tag.confidence() >= confidence;
    }
}
