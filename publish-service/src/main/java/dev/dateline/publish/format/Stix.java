package dev.dateline.publish.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bundles of STIX 2.1: what a story or a flashpoint names, as locations and identities, held together by a report or a
 * grouping whose references are the articles. Nothing is said of threats or attribution, for the articles' tags say nothing of
 * it. Ids are made of our own ids, so that the same thing has the same id in every bundle.
 */
public final class Stix {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/stix+json;version=2.1";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** STIX wants to know since when an object is as it is: persons, organisations and places, as long as this vocabulary. */
    private static final String VOCABULARY_SINCE = "2026-01-01T00:00:00.000Z";

    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private final String author;

    private Stix() {
        author = identity("dateline", "Dateline", "system");
    }

    /**
     * A story.
     *
     * @param record the story in JSON
     * @param articles those of its reports that are looked at, the newest first
     */
    public static String story(String record, List<NewsItem> articles) {
        JsonNode story = parsed(record);
        String id = story.path("id").asText();
        Stix stix = new Stix();
        ObjectNode report = stix.object(
                "report",
                "story:" + id,
                story.path("firstSeen").asText(),
                story.path("lastSeen").asText());
        report.put("name", name(story.path("title").asText(), id));
        report.put(
                "description",
                story.path("reports").asInt() + " reports, "
                        + story.path("copies").asInt() + " of them copies, of "
                        + story.path("independentSources").asInt() + " independent sources.");
        report.put("published", story.path("firstSeen").asText());
        stix.finish(report, articles);
        return stix.bundle(report);
    }

    /**
     * A flashpoint.
     *
     * @param changed when the definition was made
     * @param articles the newest that are about it, the newest first
     */
    public static String flashpoint(FlashpointDefinition definition, Instant changed, List<NewsItem> articles) {
        Stix stix = new Stix();
        Instant modified = articles.stream()
                .map(NewsItem::updated)
                .filter(updated -> updated.isAfter(changed))
                .max(Comparator.naturalOrder())
                .orElse(changed);
        ObjectNode grouping = stix.object(
                "grouping",
                "flashpoint:" + definition.getId(),
                RecordJson.isoMillis(changed),
                RecordJson.isoMillis(modified));
        grouping.put("name", name(definition.getName(), definition.getId()));
        if (!definition.getDescription().isBlank()) {
            grouping.put("description", definition.getDescription());
        }
        grouping.put("context", "unspecified");
        stix.thing("location", "flashpoint:" + definition.getId())
                .put("name", name(definition.getName(), definition.getId()))
                .put("latitude", definition.getLatitude())
                .put("longitude", definition.getLongitude());
        for (String party : definition.getParties()) {
            stix.country(party, null);
        }
        stix.finish(grouping, articles);
        return stix.bundle(grouping);
    }

    /** The ids of a story's reports, the newest first. */
    public static List<String> reports(String record) {
        List<String> ids = new ArrayList<>();
        parsed(record)
                .path("members")
                .forEach(member -> ids.add(member.path("articleId").asText()));
        return ids.reversed();
    }

    private static String name(String name, String id) {
        return name.isBlank() ? id : name;
    }

    private static JsonNode parsed(String record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the read model holds what is no JSON", e);
        }
    }

    /** Names what the articles name, and the articles as what it is known from. */
    private void finish(ObjectNode whole, List<NewsItem> articles) {
        for (NewsItem article : articles) {
            article.tags("people").forEach(tag -> identity(tag, "individual"));
            article.tags("organisations").forEach(tag -> identity(tag, "organization"));
            article.tags("countries").forEach(tag -> country(tag.id(), tag.label()));
            article.tags("places").forEach(this::place);
        }
        if (!articles.isEmpty()) {
            ArrayNode references = whole.putArray("external_references");
            for (NewsItem article : articles) {
                ObjectNode reference = references
                        .addObject()
                        .put("source_name", article.publisher().orElse(article.feed()))
                        .put("external_id", article.id());
                if (!article.title().isBlank()) {
                    reference.put("description", article.title());
                }
                article.url().ifPresent(url -> reference.put("url", url));
            }
        }
        ArrayNode refers = whole.putArray("object_refs");
        objects.keySet().stream()
                .filter(id -> !id.equals(whole.path("id").asText()) && (!id.equals(author) || objects.size() == 2))
                .forEach(refers::add);
    }

    private String bundle(ObjectNode whole) {
        ObjectNode bundle = JSON.createObjectNode().put("type", "bundle");
        bundle.put(
                "id",
                "bundle--"
                        + UuidV5.of("bundle:" + whole.path("id").asText() + ":"
                                + whole.path("modified").asText()));
        ArrayNode list = bundle.putArray("objects");
        objects.values().forEach(list::add);
        return bundle.toString();
    }

    private ObjectNode object(String type, String name, String created, String modified) {
        ObjectNode object = JSON.createObjectNode().put("type", type).put("spec_version", "2.1");
        String id = type + "--" + UuidV5.of(type + ":" + name);
        object.put("id", id);
        if (!objects.isEmpty()) {
            object.put("created_by_ref", author);
        }
        object.put("created", created).put("modified", modified);
        objects.put(id, object);
        return object;
    }

    private ObjectNode thing(String type, String name) {
        String id = type + "--" + UuidV5.of(type + ":" + name);
        ObjectNode known = objects.get(id);
        return known == null ? object(type, name, VOCABULARY_SINCE, VOCABULARY_SINCE) : known;
    }

    private String identity(String id, String name, String identityClass) {
        return thing("identity", id)
                .put("name", name)
                .put("identity_class", identityClass)
                .path("id")
                .asText();
    }

    private void identity(NewsItem.Tag tag, String identityClass) {
        ObjectNode identity = thing("identity", tag.kind() + ":" + tag.id());
        identity.put("name", name(tag.label(), tag.id())).put("identity_class", identityClass);
        refer(identity, tag);
    }

    private void country(String code, @Nullable String label) {
        if (!code.matches("[A-Z]{2}")) {
            return;
        }
        ObjectNode location = thing("location", "country:" + code);
        if (label != null && !label.isBlank()) {
            location.put("name", label);
        }
        location.put("country", code);
    }

    /** A place whose whereabouts are not told is no location. */
    private void place(NewsItem.Tag tag) {
        if (tag.point() != null) {
            ObjectNode location = thing("location", "place:" + tag.id());
            location.put("name", name(tag.label(), tag.id()));
            location.put("latitude", tag.point().latitude());
            location.put("longitude", tag.point().longitude());
            refer(location, tag);
        }
    }

    private static void refer(ObjectNode object, NewsItem.Tag tag) {
        if (tag.wikidata() != null && !object.has("external_references")) {
            object.putArray("external_references")
                    .addObject()
                    .put("source_name", "wikidata")
                    .put("external_id", tag.wikidata())
                    .put("url", Names.uri(tag));
        }
    }
}
