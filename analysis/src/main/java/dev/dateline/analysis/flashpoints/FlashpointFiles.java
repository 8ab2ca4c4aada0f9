package dev.dateline.analysis.flashpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.phrases.Lines;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointReach;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.FlashpointTerm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Definitions as JSON files, each a {@link FlashpointDefinition} by the names of its fields. */
public final class FlashpointFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FlashpointFiles() {}

    /** The definitions that ship with this module. */
    public static List<FlashpointDefinition> standard() {
        List<FlashpointDefinition> definitions = new ArrayList<>();
        for (String id : Lines.of(FlashpointFiles.class, "index.txt")) {
            definitions.add(definition(resource(id + ".json")));
        }
        return List.copyOf(definitions);
    }

    /**
     * A definition from its JSON.
     *
     * @throws IllegalArgumentException if a field that has no default is missing
     */
    public static FlashpointDefinition definition(JsonNode node) {
        FlashpointDefinition.Builder builder = FlashpointDefinition.newBuilder()
                .setId(required(node, "id").asText())
                .setName(required(node, "name").asText())
                .setVersion(required(node, "version").asInt())
                .setParties(
                        node.path("parties").valueStream().map(JsonNode::asText).toList())
                .setRivals(node.path("rivals")
                        .valueStream()
                        .map(FlashpointFiles::rivalry)
                        .toList())
                .setPlaces(terms(node.path("places")))
                .setActors(terms(node.path("actors")))
                .setTerms(terms(node.path("terms")))
                .setAgainst(terms(node.path("against")))
                .setAboutThreshold(required(node, "aboutThreshold").asDouble())
                .setMentionThreshold(required(node, "mentionThreshold").asDouble())
                .setLatitude(required(node, "latitude").asDouble())
                .setLongitude(required(node, "longitude").asDouble());
        if (node.has("description")) {
            builder.setDescription(node.get("description").asText());
        }
        if (node.has("reach")) {
            builder.setReach(FlashpointReach.valueOf(node.get("reach").asText().toUpperCase(Locale.ROOT)));
        }
        if (node.has("nearCharacters")) {
            builder.setNearCharacters(node.get("nearCharacters").asInt());
        }
        if (node.has("partyWeight")) {
            builder.setPartyWeight(node.get("partyWeight").asDouble());
        }
        return builder.build();
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

    private static FlashpointRivalry rivalry(JsonNode node) {
        return new FlashpointRivalry(
                required(node, "first").asText(),
                required(node, "second").asText(),
                required(node, "weight").asDouble());
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("The field " + field + " is missing in " + node);
        }
        return value;
    }

    private static JsonNode resource(String name) {
        try (InputStream in = FlashpointFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The file " + name + " is missing from the class path");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " could not be read", e);
        }
    }
}
