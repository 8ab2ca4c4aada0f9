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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes to an endpoint.
 *
 * @param contentType what the body is
 * @param body the body
 * @param headers beside it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
record Message(String contentType, byte[] body, Map<String, String> headers) {

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
                "application/json",
                body,
                Signature.sign(id, now.getEpochSecond(), body, secrets).headers());
    }

    /** The same with one more header, unless it has no value. */
    Message with(String header, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Message(contentType, body, more);
    }
}
