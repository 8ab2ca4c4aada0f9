package dev.dateline.publish.delivery;

/**
 * A message that is owed to a subscription.
 *
 * @param subscription the subscription's id
 * @param seq the article's place in the order of publication
 * @param article the article's id
 * @param type what it says
 * @param matches whether the article matches the query as it is now
 */
record Owed(String subscription, long seq, String article, MessageType type, boolean matches) {}
