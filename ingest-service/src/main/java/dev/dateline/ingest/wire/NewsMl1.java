package dev.dateline.ingest.wire;

import dev.dateline.ingest.feed.FeedText;
import dev.dateline.ingest.wire.WireItem.Change;
import dev.dateline.ingest.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads NewsML 1.0 to 1.2, whose items nest components that each may have headlines, metadata and content. */
public final class NewsMl1 {

    private NewsMl1() {}

    /** Whether an element is a document or an item of NewsML 1. */
    public static boolean recognises(XmlElement root) {
        return root.is("NewsML")
                || (root.is("NewsItem") && root.child("Identification").isPresent());
    }

    /** The items in a document. */
    public static List<XmlElement> items(XmlElement root) {
        return root.is("NewsML") ? root.children("NewsItem").toList() : List.of(root);
    }

    /** The item. */
    public static WireItem read(XmlElement item) {
        Optional<XmlElement> identifier = item.find("Identification", "NewsIdentifier");
        Optional<XmlElement> management = item.child("NewsManagement");
        List<String> faults = new ArrayList<>();
        if (identifier.isEmpty()) {
            faults.add("<NewsItem> has no Identification/NewsIdentifier");
        }
        if (management.isEmpty()) {
            faults.add("<NewsItem> has no NewsManagement");
        }
        Optional<XmlElement> status = management.flatMap(element -> element.child("Status"));
        String statusName = status.map(NewsMl1::formalName).orElse(null);
        boolean embargoed = "embargoed".equalsIgnoreCase(Objects.requireNonNullElse(statusName, ""));
        String release = management
                .flatMap(element -> element.find("StatusWillChange", "DateAndTime"))
                .map(XmlElement::text)
                .orElse("");
        return new WireItem(
                identifier.map(NewsMl1::id).orElse(null),
                identifier
                        .flatMap(element -> element.child("RevisionId"))
                        .map(XmlElement::text)
                        .orElse(null),
                null,
                plain(line(item, "HeadLine")
                        .or(() -> line(item, "SubHeadLine"))
                        .or(() -> line(item, "SlugLine"))
                        .or(() -> item.descendants("NewsLineText")
                                .map(XmlElement::text)
                                .findFirst())
                        .orElse("")),
                plain(item.descendants("Abstract")
                        .map(XmlElement::text)
                        .findFirst()
                        .orElse("")),
                body(item),
                party(item, "Provider")
                        .or(() -> identifier
                                .flatMap(element -> element.child("ProviderId"))
                                .map(XmlElement::text))
                        .orElse(null),
                party(item, "Source").or(() -> line(item, "CreditLine")).orElse(null),
                item.descendants("ByLine")
                        .map(XmlElement::text)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList(),
                item.descendants("Language")
                        .map(NewsMl1::formalName)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(item.language()),
                management
                        .flatMap(element -> element.child("FirstCreated"))
                        .or(() -> management.flatMap(element -> element.child("ThisRevisionCreated")))
                        .map(XmlElement::text)
                        .or(() -> Optional.ofNullable(item.parent())
                                .flatMap(parent -> parent.find("NewsEnvelope", "DateAndTime"))
                                .map(XmlElement::text))
                        .orElse(null),
                WireItem.status(statusName),
                embargoed ? release : null,
                Stream.of("NewsLine", "Instruction", "Property")
                        .flatMap(name -> item.descendants(name))
                        .filter(element -> Objects.requireNonNullElse(formalName(element), "")
                                .toLowerCase(Locale.ROOT)
                                .contains("note"))
                        .map(XmlElement::text)
                        .findFirst()
                        .orElse(null),
                change(management, identifier),
                faults);
    }

    /** Without the revision, which is no part of what the item is. */
    private static @Nullable String id(XmlElement identifier) {
        String provider = identifier.child("ProviderId").map(XmlElement::text).orElse("");
        String date = identifier.child("DateId").map(XmlElement::text).orElse("");
        String id = identifier.child("NewsItemId").map(XmlElement::text).orElse("");
        if (id.isEmpty()) {
            return identifier
                    .child("PublicIdentifier")
                    .map(XmlElement::text)
                    .filter(text -> !text.isEmpty())
                    .orElse(null);
        }
        return "urn:newsml:" + provider + ":" + date + ":" + id;
    }

    private static @Nullable Change change(Optional<XmlElement> management, Optional<XmlElement> identifier) {
        String instruction = management.stream()
                .flatMap(element -> element.children("Instruction"))
                .map(NewsMl1::formalName)
                .filter(Objects::nonNull)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        if (instruction.contains("correct") || instruction.contains("rectif")) {
            return Change.CORRECTION;
        }
        if (instruction.contains("delete") || instruction.contains("kill")) {
            return Change.KILL;
        }
        String update = identifier
                .flatMap(element -> element.child("RevisionId"))
                .map(element -> element.attribute("PreviousRevision"))
                .orElse("0");
        return update.isBlank() || update.equals("0") ? null : Change.UPDATE;
    }

    private static FeedText body(XmlElement item) {
        return item.descendants("ContentItem")
                .map(content -> content.find("DataContent")
                        .map(data -> WireContent.of(
                                data,
                                content.child("MediaType")
                                        .or(() -> content.child("MimeType"))
                                        .map(NewsMl1::formalName)
                                        .map(name -> name.equalsIgnoreCase("text") ? "text/plain" : name)
                                        .orElse(null)))
                        .orElse(FeedText.NONE))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(FeedText.NONE);
    }

    private static Optional<String> line(XmlElement item, String name) {
        return item.descendants(name)
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static Optional<String> party(XmlElement item, String role) {
        return item.descendants(role)
                .flatMap(element -> element.children("Party"))
                .map(NewsMl1::formalName)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable String formalName(XmlElement element) {
        return element.attribute("FormalName");
    }

    private static FeedText plain(String text) {
        return new FeedText(text.strip(), FeedText.Kind.PLAIN);
    }
}
