package dev.dateline.ingest.wire;

import dev.dateline.ingest.feed.FeedText;
import dev.dateline.ingest.wire.WireItem.Change;
import dev.dateline.ingest.wire.WireItem.Status;
import dev.dateline.ingest.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads NITF 3 (News Industry Text Format), by itself or inside NewsML. */
public final class Nitf {

    /** What stands in the content of a body and is not its text. */
    private static final Set<String> NOT_TEXT = Set.of(
            "media",
            "media-reference",
            "media-metadata",
            "media-caption",
            "media-producer",
            "nitf-table-metadata",
            "note",
            "ednote");

    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "hl1",
            "hl2",
            "h1",
            "h2",
            "h3",
            "li",
            "dt",
            "dd",
            "pre",
            "bq",
            "blockquote",
            "tr",
            "fn",
            "credit",
            "q-block");

    private Nitf() {}

    /** Whether an element is a document in NITF. */
    public static boolean recognises(XmlElement root) {
        return root.is("nitf");
    }

    /** The item. */
    public static WireItem read(XmlElement root) {
        Optional<XmlElement> head = root.child("head");
        Optional<XmlElement> docdata = head.flatMap(element -> element.child("docdata"));
        Optional<XmlElement> bodyHead = root.find("body", "body.head");
        List<String> faults = new ArrayList<>();
        if (root.child("body").isEmpty()) {
            faults.add("<nitf> has no <body>");
        }
        String management =
                docdata.map(element -> element.attribute("management-status")).orElse(null);
        Status status = WireItem.status(management);
        Optional<XmlElement> message = docdata.flatMap(element -> element.child("ed-msg"));
        String note = message.map(
                        element -> join(element.attribute("msg-type"), element.attribute("info"), element.text()))
                .orElse(null);
        boolean corrects =
                docdata.flatMap(element -> element.child("correction")).isPresent();
        boolean deletes = docdata.flatMap(element -> element.child("del-list"))
                .filter(XmlElement::hasChildren)
                .isPresent();
        Optional<XmlElement> publication = head.flatMap(element -> element.child("pubdata"));
        String release = docdata.flatMap(element -> element.child("date.release"))
                .map(Nitf::date)
                .orElse(null);
        boolean embargoed = "embargoed".equalsIgnoreCase(management);
        String headline = bodyHead.flatMap(element -> element.find("hedline", "hl1"))
                .or(() -> bodyHead.flatMap(element -> element.child("hedline")))
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .or(() -> head.flatMap(element -> element.child("title")).map(XmlElement::text))
                .orElse("");
        Optional<XmlElement> content = root.find("body", "body.content").or(() -> root.child("body"));
        return new WireItem(
                docdata.flatMap(element -> element.child("doc-id"))
                        .map(Nitf::documentId)
                        .or(() -> docdata.map(element -> element.attribute("doc-id")))
                        .orElse(null),
                publication.map(element -> element.attribute("edition.name")).orElse(null),
                publication
                        .map(element -> element.attribute("ex-ref"))
                        .filter(address -> address.startsWith("http"))
                        .orElse(null),
                plain(headline),
                plain(bodyHead.flatMap(element -> element.child("abstract"))
                        .map(Nitf::text)
                        .orElse("")),
                plain(content.map(Nitf::text).orElse("")),
                first(
                        publication.map(element -> element.attribute("name")).orElse(null),
                        docdata.flatMap(element -> element.child("doc.copyright"))
                                .map(element -> element.attribute("holder"))
                                .orElse(null)),
                bodyHead.flatMap(element -> element.child("distributor"))
                        .map(XmlElement::text)
                        .filter(text -> !text.isEmpty())
                        .or(() -> docdata.flatMap(element -> element.child("doc-id"))
                                .map(element -> element.attribute("regsrc")))
                        .orElse(null),
                bodyHead.stream()
                        .flatMap(element -> element.children("byline"))
                        .flatMap(Nitf::names)
                        .distinct()
                        .toList(),
                root.language(),
                first(
                        docdata.flatMap(element -> element.child("date.issue"))
                                .map(Nitf::date)
                                .orElse(null),
                        release,
                        publication
                                .map(element -> element.attribute("date.publication"))
                                .orElse(null),
                        bodyHead.flatMap(element -> element.find("dateline", "story.date"))
                                .map(Nitf::date)
                                .orElse(null)),
                status,
                embargoed ? Objects.requireNonNullElse(release, "") : release,
                note,
                deletes ? Change.KILL : corrects ? Change.CORRECTION : null,
                faults);
    }

    private static @Nullable String documentId(XmlElement id) {
        String stated = first(id.attribute("id-string"), id.text());
        return stated == null || stated.isBlank() ? null : stated;
    }

    private static Stream<String> names(XmlElement byline) {
        List<String> people = byline.descendants("person")
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .toList();
        return people.isEmpty() ? Stream.of(byline.text()).filter(text -> !text.isEmpty()) : people.stream();
    }

    private static @Nullable String date(XmlElement element) {
        return first(element.attribute("norm"), element.text());
    }

    /** The paragraphs in it, separated by an empty line. */
    static String text(XmlElement content) {
        List<String> paragraphs = new ArrayList<>();
        collect(content, paragraphs);
        return paragraphs.isEmpty() ? content.text() : String.join("\n\n", paragraphs);
    }

    private static void collect(XmlElement parent, List<String> paragraphs) {
        parent.children().forEach(child -> {
            String name = child.name().toLowerCase(Locale.ROOT);
            if (NOT_TEXT.contains(name)) {
                return;
            }
            boolean leaf = child.children()
                    .noneMatch(inner -> isParagraph(inner) || inner.children().anyMatch(Nitf::isParagraph));
            if (PARAGRAPHS.contains(name) && leaf) {
                String text = child.text().replaceAll("\\s+", " ");
                if (!text.isEmpty()) {
                    paragraphs.add(text);
                }
            } else {
                collect(child, paragraphs);
            }
        });
    }

    private static boolean isParagraph(XmlElement element) {
        return PARAGRAPHS.contains(element.name().toLowerCase(Locale.ROOT));
    }

    private static String join(@Nullable String... parts) {
        return String.join(" ", Stream.of(parts).filter(Objects::nonNull).toList())
                .strip();
    }

    private static FeedText plain(String text) {
        return new FeedText(text.strip(), FeedText.Kind.PLAIN);
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
