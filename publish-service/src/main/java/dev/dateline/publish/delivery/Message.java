package dev.dateline.publish.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.api.FeedAddress;
import dev.dateline.publish.format.FeedPage;
import dev.dateline.publish.format.NewsItem;
import dev.dateline.publish.store.LatencyReceipt;
import dev.dateline.publish.subscription.FeedTopic;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.signature.HubSignature;
import dev.dateline.runtime.signature.Signature;
import dev.dateline.schemas.RecordJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes to an endpoint.
 *
 * @param contentType what the body is
 * @param body the body
 * @param headers beside it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
record Message(String contentType, byte[] body, Map<String, String> headers) {

    private static final String WEBHOOK = "application/json";

    private static final JsonFactory JSON = new JsonFactory();

    /** A message by Standard Webhooks: the same id and type at each attempt, the time of this one, a signature a secret. */
    private static Message webhook(Claimed claimed, String record, Instant now, List<Secret> secrets) {
        StringWriter json = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            out.writeStringField("type", claimed.type());
            out.writeStringField("timestamp", RecordJson.isoMillis(claimed.created()));
            out.writeStringField("subscription", claimed.subscription());
            out.writeNumberField("seq", claimed.seq());
            out.writeBooleanField("matches", claimed.matches());
            if (claimed.replay()) {
                out.writeBooleanField("replay", true);
            }
            out.writeFieldName("data");
            out.writeRawValue(LatencyReceipt.delivered(record, now));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return signed(claimed.messageId(), json.toString(), now, secrets);
    }

    /** The message in the form that its subscription is sent, signed by these. */
    static Message of(Claimed claimed, String record, Instant now, List<Secret> secrets) {
        String topic = claimed.topic();
        return topic == null
                ? webhook(claimed, record, now, secrets)
                : feed(claimed, FeedTopic.known(topic), record, secrets);
    }

    /**
     * A message by WebSub: the part of the feed that changed. An article that must not be shown, or is none of the feed's any
     * more, is named as taken away.
     */
    private static Message feed(Claimed claimed, FeedTopic topic, String record, List<Secret> secrets) {
        NewsItem item = NewsItem.of(record);
        boolean shown = claimed.matches() && !claimed.type().equals(MessageType.KILLED.text());
        String hub = FeedAddress.hub(topic.home());
        FeedPage page = new FeedPage(
                topic.title(),
                topic.address(),
                topic.home(),
                Optional.of(hub),
                Optional.empty(),
                shown ? List.of(item) : List.of(),
                shown ? List.of() : List.of(new FeedPage.Deletion(item, claimed.created())));
        byte[] body = topic.format().write(page).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Link", "<" + hub + ">; rel=\"hub\", <" + topic.address() + ">; rel=\"self\"");
        if (!secrets.isEmpty()) {
            headers.put(
                    HubSignature.HEADER,
                    HubSignature.sign(body, secrets.getFirst().value()));
        }
        return new Message(topic.format().mediaType() + "; charset=utf-8", body, headers);
    }

    /** A message with which a keeper tries an endpoint. */
    static Message test(String id, String subscription, Instant now, List<Secret> secrets) {
        String json = "{\"type\":\"test\",\"timestamp\":\"" + RecordJson.isoMillis(now) + "\",\"subscription\":\""
                + subscription + "\"}";
        return signed(id, json, now, secrets);
    }

    private static Message signed(String id, String json, Instant now, List<Secret> secrets) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new Message(
                WEBHOOK,
                body,
                Signature.sign(id, now.getEpochSecond(), body, secrets).headers());
    }
}
