package dev.dateline.ingest.wire;

import dev.dateline.ingest.feed.FeedText;
import dev.dateline.ingest.wire.WireItem.Change;
import dev.dateline.ingest.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads items of NewsML-G2 (IPTC News Architecture): news and packages; what else the architecture knows is named and refused. */
public final class NewsMlG2 {

    private static final Map<String, String> NOT_NEWS = Map.of(
            "conceptitem", "a concept",
            "knowledgeitem", "a list of concepts",
            "planningitem", "a plan of coverage",
            "catalogitem", "a catalogue of vocabularies",
            "catalog", "a catalogue of vocabularies");

    private NewsMlG2() {}

    /** Whether an element is an item or a message of NewsML-G2. */
    public static boolean recognises(XmlElement root) {
        return root.is("newsMessage") || isItem(root);
    }

    private static boolean isItem(XmlElement element) {
        return element.is("newsItem")
                        && !element.children("Identification").findAny().isPresent()
                || element.is("packageItem")
                || NOT_NEWS.containsKey(element.name().toLowerCase(Locale.ROOT));
    }

    /** The items in a message, or the item itself. */
    public static List<XmlElement> items(XmlElement root) {
        if (!root.is("newsMessage")) {
            return List.of(root);
        }
        return root.children("itemSet")
                .flatMap(XmlElement::children)
                .filter(NewsMlG2::isItem)
                .toList();
    }

    /**
     * The item.
     *
     * @throws NotNewsException if it is an item of another kind
     */
    public static WireItem read(XmlElement item) throws NotNewsException {
        String other = NOT_NEWS.get(item.name().toLowerCase(Locale.ROOT));
        if (other != null) {
            throw new NotNewsException(
                    "<" + item.qualifiedName() + "> is " + other + ", not news; send newsItem or packageItem");
        }
        Optional<XmlElement> itemMeta = item.child("itemMeta");
        Optional<XmlElement> contentMeta = item.child("contentMeta");
        Optional<XmlElement> embargo = itemMeta.flatMap(meta -> meta.child("embargoed"));
        List<String> signals = itemMeta.stream()
                .flatMap(meta -> meta.children("signal"))
                .map(NewsMlG2::code)
                .toList();
        return new WireItem(
                item.attribute("guid"),
                item.attribute("version"),
                address(item, itemMeta),
                title(itemMeta, contentMeta),
                joined(contentMeta, "description"),
                body(item),
                itemMeta.flatMap(meta -> meta.child("provider"))
                        .map(NewsMlG2::name)
                        .orElse(null),
                first(
                        contentMeta
                                .flatMap(meta -> meta.child("infoSource"))
                                .map(NewsMlG2::name)
                                .orElse(null),
                        contentMeta
                                .flatMap(meta -> meta.child("creditline"))
                                .map(XmlElement::text)
                                .orElse(null)),
                authors(contentMeta),
                first(
                        contentMeta
                                .flatMap(meta -> meta.child("language"))
                                .map(language -> language.attribute("tag"))
                                .orElse(null),
                        contentMeta
                                .flatMap(meta -> meta.child("headline"))
                                .map(XmlElement::language)
                                .orElse(null),
                        item.language()),
                first(
                        text(itemMeta, "firstCreated"),
                        text(itemMeta, "versionCreated"),
                        text(contentMeta, "contentCreated")),
                WireItem.status(itemMeta.flatMap(meta -> meta.child("pubStatus"))
                        .map(NewsMlG2::code)
                        .orElse(null)),
                embargo.map(XmlElement::text).orElse(null),
                itemMeta.stream()
                        .flatMap(meta -> meta.children("edNote"))
                        .map(XmlElement::text)
                        .filter(note -> !note.isEmpty())
                        .findFirst()
                        .orElse(null),
                change(signals),
                NarRules.faults(item));
    }

    private static @Nullable Change change(List<String> signals) {
        for (String signal : signals) {
            String code = signal.replaceFirst("^.*[:/#]", "").toLowerCase(Locale.ROOT);
            switch (code) {
                case "correction" -> {
                    return Change.CORRECTION;
                }
                case "kill", "canceled", "retraction" -> {
                    return Change.KILL;
                }
                case "update", "writethru", "writethrough" -> {
                    return Change.UPDATE;
                }
                default -> {}
            }
        }
        return null;
    }

    private static FeedText title(Optional<XmlElement> itemMeta, Optional<XmlElement> contentMeta) {
        List<XmlElement> headlines = contentMeta.stream()
                .flatMap(meta -> meta.children("headline"))
                .filter(headline -> !headline.text().isEmpty())
                .toList();
        return headlines.stream()
                .filter(headline -> headline.attribute("role") == null
                        || code(headline, "role").contains("main"))
                .findFirst()
                .or(() -> headlines.stream().findFirst())
                .or(() -> itemMeta.flatMap(meta -> meta.child("title")))
                .or(() -> contentMeta.flatMap(meta -> meta.child("slugline")))
                .map(element -> new FeedText(element.text(), FeedText.Kind.PLAIN))
                .orElse(FeedText.NONE);
    }

    private static FeedText joined(Optional<XmlElement> contentMeta, String name) {
        List<String> texts = contentMeta.stream()
                .flatMap(meta -> meta.children(name))
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        return new FeedText(String.join("\n\n", texts), FeedText.Kind.PLAIN);
    }

    private static FeedText body(XmlElement item) {
        return item.child("contentSet").stream()
                .flatMap(XmlElement::children)
                .filter(content -> content.is("inlineXML") || content.is("inlineData"))
                .map(content -> WireContent.of(content, content.attribute("contenttype")))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(FeedText.NONE);
    }

    private static @Nullable String address(XmlElement item, Optional<XmlElement> itemMeta) {
        Stream<String> links = itemMeta.stream()
                .flatMap(meta -> meta.children("link"))
                .filter(link -> {
                    String rel = link.attribute("rel");
                    return rel != null && rel.endsWith("webpage");
                })
                .map(link -> link.attribute("href"))
                .filter(Objects::nonNull);
        Stream<String> remote = item.child("contentSet").stream()
                .flatMap(set -> set.children("remoteContent"))
                .filter(content -> {
                    String type = content.attribute("contenttype");
                    return type != null && type.contains("html");
                })
                .map(content -> content.attribute("href"))
                .filter(Objects::nonNull);
        return Stream.concat(links, remote)
                .filter(link -> link.startsWith("http"))
                .findFirst()
                .orElse(null);
    }

    private static List<String> authors(Optional<XmlElement> contentMeta) {
        List<String> authors = new ArrayList<>();
        contentMeta.ifPresent(meta -> {
            meta.children("by")
                    .map(XmlElement::text)
                    .filter(text -> !text.isEmpty())
                    .forEach(authors::add);
            if (authors.isEmpty()) {
                meta.children("creator")
                        .map(creator ->
                                creator.child("name").map(XmlElement::text).orElse(""))
                        .filter(name -> !name.isEmpty())
                        .forEach(authors::add);
            }
        });
        return authors;
    }

    private static @Nullable String name(XmlElement party) {
        return first(
                party.child("name").map(XmlElement::text).orElse(null),
                party.attribute("literal"),
                withoutPrefix(party.attribute("qcode")),
                party.text());
    }

    private static @Nullable String withoutPrefix(@Nullable String qcode) {
        return qcode == null ? null : qcode.replaceFirst("^[^:]*:", "");
    }

    private static String code(XmlElement element) {
        return Objects.requireNonNullElse(
                first(
                        element.attribute("qcode"),
                        element.attribute("uri"),
                        element.attribute("literal"),
                        element.text()),
                "");
    }

    private static String code(XmlElement element, String attribute) {
        return Objects.requireNonNullElse(element.attribute(attribute), "");
    }

    private static @Nullable String text(Optional<XmlElement> parent, String name) {
        return parent.flatMap(element -> element.child(name))
                .map(XmlElement::text)
                .orElse(null);
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate.strip();
            }
        }
        return null;
    }
}
