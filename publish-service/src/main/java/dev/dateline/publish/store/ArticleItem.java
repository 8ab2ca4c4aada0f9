package dev.dateline.publish.store;

/**
 * An article in an answer.
 *
 * @param seq its place in the order of publication
 * @param record the article in JSON
 */
public record ArticleItem(long seq, String record) {}
