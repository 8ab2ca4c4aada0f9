package dev.dateline.publish.rejected;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dateline.runtime.avro.AvroText;
import dev.dateline.runtime.avro.BadRecordException;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads bytes as what they are: an Avro record whose schema the registry knows, JSON, XML, another text. Thread-safe. */
final class Decoder {

    private static final Logger LOG = LoggerFactory.getLogger(Decoder.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Pattern STATED = Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)");
    private static final Pattern DECLARED = Pattern.compile(
            "(?s)^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)|<meta[^>]*charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)");
    private static final Pattern NO_TEXT = Pattern.compile("[\\u0000-\\u0008\\u000e-\\u001a\\u001c-\\u001f]");
    private static final int DECLARED_WITHIN = 1_024;

    private final AvroText avro;

    Decoder(KafkaSettings kafka) {
        // Somebody waits for the answer: a registry that is away is told, not waited for.
        avro = new AvroText(kafka.consumer(Map.of("max.retries", "0")));
    }

    Decoded decode(String topic, byte[] bytes, @Nullable String contentType) {
        String note = null;
        if (bytes.length > 0 && bytes[0] == 0) {
            try {
                AvroText.Read read = avro.read(topic, bytes);
                return new Decoded(
                        "avro", read.schema() + " (" + read.schemaId() + ")", null, pretty(read.json()), null);
            } catch (BadRecordException e) {
                note = "begins as an Avro record on the wire format does, but: " + e.getMessage();
            } catch (SerializationException e) {
                note = "may be an Avro record, but the schema registry does not tell its schema now";
            }
        }
        return text(bytes, contentType, note);
    }

    private static Decoded text(byte[] bytes, @Nullable String contentType, @Nullable String note) {
        Optional<Charset> stated = mark(bytes).or(() -> stated(bytes, contentType));
        String text = stated.map(charset -> read(bytes, charset)).orElse(null);
        Charset charset = stated.orElse(StandardCharsets.UTF_8);
        String said = note;
        if (text == null) {
            charset = StandardCharsets.UTF_8;
            text = read(bytes, charset);
        }
        if (text == null && !looksBinary(bytes)) {
            charset = Charset.forName("windows-1252");
            text = new String(bytes, charset);
            said = "not UTF-8; read as windows-1252, which is a guess";
        }
        if (text == null || NO_TEXT.matcher(text).find()) {
            return new Decoded("bytes", null, null, null, said);
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String begin = plain.stripLeading();
        if (begin.startsWith("{") || begin.startsWith("[")) {
            try {
                return new Decoded("json", null, charset.name(), pretty(plain), said);
            } catch (IllegalArgumentException e) {
                return new Decoded(
                        "text", null, charset.name(), plain, "begins as JSON does, but is none: " + e.getMessage());
            }
        }
        return new Decoded(begin.startsWith("<") ? "xml" : "text", null, charset.name(), plain, said);
    }

    private static String pretty(String json) {
        try {
            return JSON.writeValueAsString(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static Optional<Charset> mark(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (begins(bytes, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return begins(bytes, 0xFE, 0xFF) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> stated(byte[] bytes, @Nullable String contentType) {
        Matcher stated = STATED.matcher(contentType == null ? "" : contentType);
        if (stated.find()) {
            return charset(stated.group(1));
        }
        String beginning =
                new String(Arrays.copyOf(bytes, Math.min(bytes.length, DECLARED_WITHIN)), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(beginning);
        return declared.find()
                ? charset(declared.group(1) == null ? declared.group(2) : declared.group(1))
                : Optional.empty();
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty(); // What states a charset that nobody knows states none.
        }
    }

    /** The text; null where the bytes are none in that charset, but for a character that was cut off at the end. */
    private static @Nullable String read(byte[] bytes, Charset charset) {
        for (int cut = 0; cut < Math.min(4, bytes.length + 1); cut++) {
            try {
                return charset.newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut))
                        .toString();
            } catch (CharacterCodingException e) {
                LOG.trace("One byte less, then", e);
            }
        }
        return null;
    }

    private static boolean looksBinary(byte[] bytes) {
        for (byte each : bytes) {
            if (each >= 0
                    && each < 0x20
                    && each != '\n'
                    && each != '\r'
                    && each != '\t'
                    && each != '\f'
                    && each != 0x1b) {
                return true;
            }
        }
        return false;
    }
}
