package dev.dateline.analysis.flashpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.phrases.Lines;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointTerm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The definitions and the shared words that ship with this module, as JSON files beside this class. */
public final class FlashpointFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FlashpointFiles() {}

    /** The definitions that ship with this module. */
    public static List<FlashpointDefinition> standard() {
        List<FlashpointDefinition> definitions = new ArrayList<>();
        for (String id : Lines.of(FlashpointFiles.class, "index.txt")) {
            definitions.add(definition(id + ".json"));
        }
        return List.copyOf(definitions);
    }

    /** The words that speak for or against any flashpoint, loaded once per JVM. */
    static Vocabulary vocabulary() {
        return Shared.VOCABULARY;
    }

    /** Defers loading to the first use. */
    private static final class Shared {
        private static final Vocabulary VOCABULARY = load();

        private static Vocabulary load() {
            JsonNode node = resource("vocabulary.json");
            return new Vocabulary(terms(node.path("terms")), terms(node.path("against")));
        }
    }

    /**
     * Words that hold for every flashpoint.
     *
     * @param terms words of conflict, posture or negotiation; those of weight 0 only look like one
     * @param against words of other subjects
     */
    record Vocabulary(List<FlashpointTerm> terms, List<FlashpointTerm> against) {}

    private static List<FlashpointTerm> terms(JsonNode list) {
        return list.valueStream()
                .map(node -> new FlashpointTerm(
                        required(node, "text").asText(),
                        required(node, "weight").asDouble()))
                .toList();
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("The field " + field + " is missing in " + node);
        }
        return value;
    }

    private static FlashpointDefinition definition(String file) {
        try {
            return FlashpointJson.read(text(file));
        } catch (BadDefinitionException e) {
            throw new IllegalStateException("The file " + file + " holds no definition", e);
        }
    }

    private static JsonNode resource(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " could not be read", e);
        }
    }

    private static String text(String name) {
        try (InputStream in = FlashpointFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The file " + name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " could not be read", e);
        }
    }
}
