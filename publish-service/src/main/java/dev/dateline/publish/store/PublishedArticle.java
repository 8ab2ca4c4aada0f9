package dev.dateline.publish.store;

/**
 * An article as the read model has it, with what filters ask for.
 *
 * @param seq its place in the order of publication
 * @param killed whether it must no longer be shown
 * @param facts what filters ask for
 * @param record the article in JSON
 */
public record PublishedArticle(long seq, boolean killed, ArticleFacts facts, String record) {}
