package dev.dateline.ingest.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The article as the page describes it in JSON-LD (schema.org NewsArticle and its kin). What is broken beyond the errors that
 * sites commonly make is passed over.
 */
final class LinkedData {

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .enable(JsonParser.Feature.ALLOW_COMMENTS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature())
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA.mappedFeature())
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER.mappedFeature())
            .build()
            .reader();

    private static final Pattern ARTICLE = Pattern.compile(
            ".*(?:Article|Posting|Report|Review)|(?:https?://schema\\.org/)?(?:Report|Review|Recipe|CreativeWork)");

    /** What stands in these is described as an article is, but is a post of a live blog, a comment or another article. */
    private static final Set<String> OF_OTHERS =
            Set.of("liveBlogUpdate", "comment", "comments", "hasPart", "mentions", "citation", "isBasedOn");

    private static final Pattern PERSON_LINK = Pattern.compile("https?://\\S*|www\\.\\S*");
    private static final int MOST_SCRIPTS = 50;
    private static final int MOST_NODES = 20_000;

    private final Map<String, JsonNode> byId = new HashMap<>();
    private final @Nullable JsonNode article;

    private LinkedData(List<JsonNode> objects) {
        JsonNode best = null;
        for (JsonNode object : objects) {
            String id = object.path("@id").asText("");
            if (!id.isEmpty() && object.size() > 1) {
                byId.putIfAbsent(id, object);
            }
            if (isArticle(object) && (best == null || weight(object) > weight(best))) {
                best = object;
            }
        }
        article = best;
    }

    static LinkedData of(Document page) {
        List<JsonNode> objects = new ArrayList<>();
        for (Element script : page.select("script[type*=ld+json]").stream()
                .limit(MOST_SCRIPTS)
                .toList()) {
            try {
                collect(READER.readTree(script.data().strip()), objects);
            } catch (JsonProcessingException e) {
                continue; // Another block of the page may be sound.
            } catch (IOException e) {
                throw new IllegalStateException("reading from memory cannot fail", e);
            }
        }
        return new LinkedData(objects);
    }

    private static void collect(JsonNode root, List<JsonNode> objects) {
        Deque<JsonNode> open = new ArrayDeque<>(List.of(root));
        for (int i = 0; !open.isEmpty() && i < MOST_NODES; i++) {
            JsonNode node = open.poll();
            if (node.isObject()) {
                objects.add(node);
            }
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (field.getValue().isContainerNode() && !OF_OTHERS.contains(field.getKey())) {
                    open.add(field.getValue());
                }
            }
            if (node.isArray()) {
                node.forEach(open::add);
            }
        }
    }

    private static boolean isArticle(JsonNode object) {
        JsonNode type = object.path("@type");
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (ARTICLE.matcher(each.asText()).matches()) {
                    return true;
                }
            }
            return false;
        }
        return ARTICLE.matcher(type.asText("")).matches();
    }

    /** A page may describe other articles too, in fewer words. */
    private static int weight(JsonNode object) {
        int weight = 0;
        for (String field :
                List.of("headline", "datePublished", "author", "publisher", "articleBody", "mainEntityOfPage")) {
            weight += object.hasNonNull(field) ? 1 : 0;
        }
        return weight + (object.hasNonNull("headline") && object.hasNonNull("datePublished") ? 3 : 0);
    }

    /** A field of the article as text without markup; null where it is absent or empty. */
    @Nullable
    String text(String field) {
        JsonNode value = article == null ? null : article.get(field);
        if (value != null && value.isArray()) {
            value = value.get(0);
        }
        String text = value != null && value.isValueNode() ? value.asText("").strip() : "";
        return text.isEmpty() || text.equals("null") ? null : Parser.unescapeEntities(text, false);
    }

    /** The name of a person or an organisation that a field refers to; null where there is none. */
    @Nullable
    String name(String field) {
        List<String> names = names(field);
        return names.isEmpty() ? null : names.getFirst();
    }

    /** The names of the persons or organisations that a field refers to, in their order. */
    List<String> names(String field) {
        List<String> names = new ArrayList<>();
        if (article != null) {
            addNames(article.path(field), names, 0);
        }
        return names;
    }

    private void addNames(JsonNode value, List<String> names, int depth) {
        if (depth > 4 || names.size() > 50) {
            return;
        }
        if (value.isArray()) {
            value.forEach(each -> addNames(each, names, depth + 1));
        } else if (value.isTextual()) {
            String name = Parser.unescapeEntities(value.asText(), false).strip();
            if (!name.isEmpty() && !PERSON_LINK.matcher(name).matches() && !names.contains(name)) {
                names.add(name);
            }
        } else if (value.hasNonNull("name")) {
            addNames(value.get("name"), names, depth + 1);
        } else if (value.hasNonNull("@id")) {
            JsonNode target = byId.get(value.get("@id").asText());
            if (target != null && target.hasNonNull("name")) {
                addNames(target.get("name"), names, depth + 1);
            }
        }
    }
}
