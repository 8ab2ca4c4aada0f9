package dev.dateline.publish.delivery;

import dev.dateline.publish.subscription.Subscription.Secrets;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that this instance is to send now.
 *
 * @param number its number among all
 * @param subscription the subscription's id
 * @param url where it goes
 * @param topic the feed that it is sent as; null of a webhook
 * @param secrets what signs it
 * @param seq the article's place in the order of publication
 * @param article the article's id
 * @param type what it says
 * @param matches whether the article still matches
 * @param replay whether it was asked for again
 * @param attempt which attempt this is, from 1
 * @param created when it was written down
 * @param record the article in JSON; null where it was killed in between
 */
record Claimed(
        long number,
        String subscription,
        URI url,
        @Nullable String topic,
        Secrets secrets,
        long seq,
        String article,
        String type,
        boolean matches,
        boolean replay,
        int attempt,
        Instant created,
        @Nullable String record) {

    /** The id that every attempt, and every replay, of this message has. */
    String messageId() {
        return messageId(subscription, seq);
    }

    static String messageId(String subscription, long seq) {
        return "msg_" + subscription.substring(subscription.indexOf('_') + 1) + "_" + seq;
    }
}
