package dev.dateline.ingest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dateline.ingest.feed.FeedText;
import dev.dateline.ingest.wire.WireItem.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads ninjs (News in JSON) 1.x, 2.x and 3.x. The lines differ in names: what is {@code body_html} in the first is an entry of
 * {@code bodies} in the second, and words are joined by capitals in the third.
 */
public final class Ninjs {

    private static final Pattern MARK_OF_1 = Pattern.compile("(?:body|description|headline)_\\w+");
    private static final List<String> MARKS_OF_1 = List.of(
            "headline",
            "byline",
            "infosource",
            "person",
            "organisation",
            "place",
            "subject",
            "genre",
            "trustindicator",
            "$standard",
            "mimetype",
            "object",
            "event");
    private static final List<String> MARKS_OF_2 = List.of(
            "headlines",
            "bodies",
            "descriptions",
            "infosources",
            "by",
            "people",
            "organisations",
            "places",
            "subjects",
            "genres",
            "trustindicators",
            "standard");
    private static final List<String> MARKS_OF_3 = List.of(
            "representationType",
            "versionCreated",
            "firstCreated",
            "contentCreated",
            "pubStatus",
            "copyrightHolder",
            "copyrightNotice",
            "usageTerms",
            "edNote",
            "infoSources",
            "altIds",
            "rightsInfo",
            "trustIndicators",
            "eventDetails",
            "planningDetails");
    private static final List<String> MARKS_OF_ALL = List.of(
            "representationtype",
            "versioncreated",
            "firstcreated",
            "contentcreated",
            "pubstatus",
            "embargoed",
            "copyrightholder",
            "copyrightnotice",
            "usageterms",
            "ednote",
            "associations",
            "renditions",
            "altids",
            "rightsinfo",
            "slugline");

    private Ninjs() {}

    /** Whether a JSON object is an item of ninjs, rather than an article in the form of our own. */
    public static boolean recognises(JsonNode object) {
        if (!object.isObject()) {
            return false;
        }
        String standard = object.path("$standard")
                .path("name")
                .asText(object.path("standard").path("name").asText(""));
        if (standard.equalsIgnoreCase("ninjs")) {
            return true;
        }
        boolean ours = Stream.of("guid", "id", "url", "body", "text", "html").anyMatch(object::has);
        return !ours && (object.path("uri").isTextual() || has(object, MARKS_OF_2) || has(object, MARKS_OF_3));
    }

    private static boolean has(JsonNode object, List<String> names) {
        return names.stream().anyMatch(object::has);
    }

    /** The item. */
    public static WireItem read(JsonNode item) {
        String embargo = string(item, "embargoed", "embargoedUntil");
        String uri = string(item, "uri");
        String edNote = string(item, "ednote", "edNote");
        return new WireItem(
                uri,
                item.path("version").asText(null),
                uri != null && uri.regionMatches(true, 0, "http", 0, 4) ? uri : null,
                title(item),
                described(item),
                body(item),
                first(named(item.path("provider")), string(item, "copyrightholder", "copyrightHolder")),
                Stream.of("infosource", "infosources", "infoSources")
                        .map(item::path)
                        .flatMap(JsonNode::valueStream)
                        .map(Ninjs::named)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                authors(item),
                string(item, "language"),
                first(
                        string(item, "firstcreated", "firstCreated"),
                        string(item, "versioncreated", "versionCreated"),
                        string(item, "contentcreated", "contentCreated")),
                WireItem.status(string(item, "pubstatus", "pubStatus")),
                embargo,
                edNote,
                change(item),
                faults(item));
    }

    private static @Nullable Change change(JsonNode item) {
        String profile = Objects.requireNonNullElse(string(item, "signal"), "").toLowerCase(Locale.ROOT);
        return profile.contains("correction") ? Change.CORRECTION : profile.contains("update") ? Change.UPDATE : null;
    }

    private static List<String> faults(JsonNode item) {
        String stated = item.path("$standard")
                .path("version")
                .asText(item.path("standard").path("version").asText(""));
        String line = stated.matches("[123](?:\\.\\d+)?") ? stated.substring(0, 1) : line(item);
        String newest = line + ".9";
        List<String> faults = new ArrayList<>(
                NinjsRules.of(stated.matches("[123]\\.\\d+") ? stated : newest).faults(item));
        if (faults.isEmpty() && stated.isEmpty() && line.equals("1")) {
            NinjsRules.of("1.0").faults(item).stream()
                    .findFirst()
                    .ifPresent(fault -> faults.add("no version of ninjs is stated, and by version 1.0 " + fault));
        }
        return faults;
    }

    private static String line(JsonNode item) {
        if (has(item, MARKS_OF_3)) {
            return "3";
        }
        if (has(item, MARKS_OF_2)) {
            return "2";
        }
        boolean first = has(item, MARKS_OF_1)
                || item.properties().stream()
                        .anyMatch(
                                property -> MARK_OF_1.matcher(property.getKey()).matches());
        return first
                        || has(item, MARKS_OF_ALL)
                        || !String.valueOf(string(item, "uri")).contains(":")
                ? "1"
                : "3";
    }

    private static FeedText title(JsonNode item) {
        String headline = first(
                string(item, "headline"),
                inRole(item.path("headlines"), "main"),
                property(item, "headline_"),
                string(item, "title"),
                string(item, "slugline"));
        return plain(headline);
    }

    private static FeedText described(JsonNode item) {
        String text = string(item, "description_text");
        if (text != null) {
            return plain(text);
        }
        String other = property(item, "description_");
        if (other != null) {
            return new FeedText(other, FeedText.Kind.UNSTATED);
        }
        return typed(item.path("descriptions"));
    }

    private static FeedText body(JsonNode item) {
        for (String field : List.of("body_html", "body_xhtml")) {
            String html = string(item, field);
            if (html != null) {
                return new FeedText(html, FeedText.Kind.HTML);
            }
        }
        String text = first(string(item, "body_text"), property(item, "body_"));
        return text == null ? typed(item.path("bodies")) : new FeedText(text, FeedText.Kind.UNSTATED);
    }

    /** Of several texts the main one, else the first that there is. */
    private static FeedText typed(JsonNode texts) {
        Optional<JsonNode> chosen = texts.valueStream()
                .filter(text -> text.path("value").isTextual())
                .filter(text -> text.path("role").asText("main").equalsIgnoreCase("main"))
                .findFirst()
                .or(() -> texts.valueStream()
                        .filter(text -> text.path("value").isTextual())
                        .findFirst());
        return chosen.map(text -> {
                    String type = text.path("contenttype")
                            .asText(text.path("contentType").asText(""))
                            .toLowerCase(Locale.ROOT);
                    FeedText.Kind kind = type.contains("html") || type.contains("xml")
                            ? FeedText.Kind.HTML
                            : type.startsWith("text/plain") ? FeedText.Kind.PLAIN : FeedText.Kind.UNSTATED;
                    return new FeedText(text.path("value").asText().strip(), kind);
                })
                .orElse(FeedText.NONE);
    }

    private static List<String> authors(JsonNode item) {
        String by = string(item, "byline", "by");
        if (by != null) {
            return List.of(by);
        }
        return Stream.of("person", "people")
                .map(item::path)
                .flatMap(JsonNode::valueStream)
                .filter(person -> {
                    String rel = person.path("rel").asText("").toLowerCase(Locale.ROOT);
                    return rel.contains("author") || rel.contains("creator") || rel.contains("writer");
                })
                .map(Ninjs::named)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String named(JsonNode party) {
        return party.isTextual() ? party.asText() : first(string(party, "name"), string(party, "literal"));
    }

    private static @Nullable String inRole(JsonNode texts, String role) {
        return texts.valueStream()
                .filter(text -> text.path("role").asText(role).equalsIgnoreCase(role))
                .map(text -> string(text, "value"))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> texts.valueStream()
                        .map(text -> string(text, "value"))
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(null);
    }

    private static @Nullable String property(JsonNode item, String prefix) {
        return item.properties().stream()
                .filter(property -> property.getKey().startsWith(prefix)
                        && property.getValue().isTextual())
                .map(property -> property.getValue().asText())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static FeedText plain(@Nullable String text) {
        return text == null ? FeedText.NONE : new FeedText(text.strip(), FeedText.Kind.PLAIN);
    }

    private static @Nullable String string(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode value = object.get(name);
            if (value != null && value.isTextual() && !value.asText().isBlank()) {
                return value.asText().strip();
            }
        }
        return null;
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        return null;
    }
}
