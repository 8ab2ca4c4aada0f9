package dev.dateline.publish.store;

/**
 * An article in an answer.
 *
 * @param seq its place in the order of publication
 * @param killed whether it must no longer be shown
 * @param record the article in JSON
 */
public record ArticleItem(long seq, boolean killed, String record) {}
