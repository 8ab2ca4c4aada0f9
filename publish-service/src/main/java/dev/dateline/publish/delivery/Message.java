package dev.dateline.publish.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.store.LatencyReceipt;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.signature.Signature;
import dev.dateline.schemas.RecordJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What goes to an endpoint.
 *
 * @param body the body
 * @param headers beside it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
record Message(byte[] body, Map<String, String> headers) {

    /** What the body is. */
    static final String CONTENT_TYPE = "application/json";

    private static final JsonFactory JSON = new JsonFactory();

    /** A message by Standard Webhooks: the same id and type at each attempt, the time of this one, a signature a secret. */
    static Message webhook(Claimed claimed, String record, Instant now) {
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
        return signed(
                claimed.messageId(), json.toString(), now, claimed.secrets().at(now));
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
                body, Signature.sign(id, now.getEpochSecond(), body, secrets).headers());
    }
}
