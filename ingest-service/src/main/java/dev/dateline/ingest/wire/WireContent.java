package dev.dateline.ingest.wire;

import dev.dateline.ingest.feed.FeedText;
import dev.dateline.ingest.xml.XmlElement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text that an envelope of NewsML holds, whichever format it is in. */
final class WireContent {

    private WireContent() {}

    /**
     * The text.
     *
     * @param holder the element around it
     * @param mediaType as the envelope states it, null where it states none
     */
    static FeedText of(XmlElement holder, @Nullable String mediaType) {
        String type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        XmlElement nitf = holder.child("nitf").orElse(null);
        if (nitf != null) {
            return Nitf.read(nitf).body();
        }
        XmlElement content = holder.descendants("body.content").findFirst().orElse(null);
        if (content != null) {
            return new FeedText(Nitf.text(content), FeedText.Kind.PLAIN);
        }
        if (holder.hasChildren()) {
            XmlElement body = holder.descendants("body").findFirst().orElse(holder);
            return new FeedText(body.markup(), FeedText.Kind.HTML);
        }
        FeedText.Kind kind = type.contains("html")
                ? FeedText.Kind.HTML
                : type.startsWith("text/plain") ? FeedText.Kind.PLAIN : FeedText.Kind.UNSTATED;
        boolean isText = type.isEmpty() || type.startsWith("text/") || type.contains("html") || type.contains("xml");
        return isText ? new FeedText(holder.text(), kind) : FeedText.NONE;
    }
}
