package dev.dateline.ingest.parse;

import dev.dateline.ingest.feed.Feed;
import dev.dateline.ingest.feed.FeedEntry;
import dev.dateline.ingest.feed.FeedText;
import dev.dateline.schemas.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entries of a feed as items. */
final class FeedItems {

    /**
     * A longer name is markup that nothing closes. It is not read: what stands for the whole feed would be copied into each of its
     * items, so that a small document would make a huge one.
     */
    private static final int LONGEST_NAME = 1_000;

    private final ItemParser.Origin origin;
    private final int maxItemBytes;
    private final List<ParsedItem.Warning> warnings;
    private final Feed feed;

    private final @Nullable String publisher;

    /**
     * For one document.
     *
     * @param warnings what is wrong with the document as a whole
     */
    FeedItems(ItemParser.Origin origin, int maxItemBytes, List<ParsedItem.Warning> warnings, Feed feed) {
        this.origin = origin;
        this.maxItemBytes = maxItemBytes;
        this.warnings = warnings;
        this.feed = feed;
        String stated = name(feed.publisher());
        this.publisher = stated != null || feed.title().value().length() > LONGEST_NAME
                ? stated
                : CleanText.oneLineOrNull(Texts.line(feed.title()));
    }

    /** In the order in which they stand in the text. */
    List<ParsedItem> in(String text) {
        List<Placed> items = new ArrayList<>();
        for (FeedEntry entry : feed.entries()) {
            items.add(new Placed(entry.place().begin(), item(entry, text)));
        }
        for (Feed.Broken broken : feed.broken()) {
            byte[] original = slice(text, broken.place());
            items.add(new Placed(
                    broken.place().begin(),
                    refused(Reason.WRONG_TYPE, broken.message(), broken.place().line(), original)));
        }
        items.sort(Comparator.comparingInt(Placed::begin));
        return items.stream().map(Placed::item).toList();
    }

    private record Placed(int begin, ParsedItem item) {}

    private ParsedItem item(FeedEntry entry, String text) {
        byte[] original = slice(text, entry.place());
        int line = entry.place().line();
        if (original.length > maxItemBytes) {
            return refused(
                    Reason.TOO_LARGE,
                    "the item has " + original.length + " bytes, at most " + maxItemBytes
                            + " are read; shorten it or split it",
                    line,
                    original);
        }
        if (!entry.place().complete()) {
            return refused(
                    Reason.CUT_OFF,
                    "line " + line + ": the document ends before the item that begins there does; send it completely",
                    line,
                    original);
        }
        try {
            return RawArticles.item(draft(entry), facts(entry), origin, line, original);
        } catch (RefusedException e) {
            return refused(e.reason(), e.detail(), line, original);
        }
    }

    private Draft draft(FeedEntry entry) {
        String content = Texts.paragraphs(entry.content());
        String summary = Texts.paragraphs(entry.summary());
        boolean summaryIsBody = content.isEmpty() || content.startsWith(summary);
        return new Draft(
                CleanText.oneLineOrNull(entry.id()),
                CleanText.oneLineOrNull(entry.link()),
                Texts.line(entry.title()),
                summaryIsBody || summary.isEmpty() ? null : summary,
                content.isEmpty() ? summary : content,
                publisher(entry),
                source(entry),
                entry.authors().stream()
                        .map(author -> name(author.name()))
                        .filter(Objects::nonNull)
                        .flatMap(name -> Byline.inField(name).stream())
                        .distinct()
                        .toList(),
                name(entry.language() == null ? feed.language() : entry.language()),
                CleanText.oneLineOrNull(entry.published() == null ? entry.updated() : entry.published()));
    }

    private @Nullable String publisher(FeedEntry entry) {
        String stated = name(entry.publisher());
        return stated == null ? publisher : stated;
    }

    private static @Nullable String name(@Nullable String text) {
        return text == null || text.length() > LONGEST_NAME ? null : CleanText.oneLineOrNull(text);
    }

    private static @Nullable String source(FeedEntry entry) {
        FeedEntry.Source source = entry.source();
        if (source == null) {
            return null;
        }
        String title = source.title();
        return title == null
                ? CleanText.oneLineOrNull(source.url())
                : CleanText.oneLineOrNull(Texts.line(new FeedText(title, FeedText.Kind.UNSTATED)));
    }

    private Facts facts(FeedEntry entry) {
        // Atom and JSON Feed tell the first publication from the last change; in RSS the one date there is means the
        // first.
        boolean standsIn = entry.published() == null
                && (feed.format() == Feed.Format.ATOM || feed.format() == Feed.Format.JSON_FEED);
        return new Facts(
                feed.format().mediaType(),
                entry.deleted() ? Signal.KILL : WireNotes.inHeadline(Texts.line(entry.title())),
                standsIn,
                warnings);
    }

    private static byte[] slice(String text, FeedEntry.Place place) {
        int end = Math.min(Math.max(place.end(), place.begin()), text.length());
        return text.substring(Math.min(place.begin(), end), end).getBytes(StandardCharsets.UTF_8);
    }

    private ParsedItem refused(Reason reason, String detail, int line, byte[] original) {
        byte[] kept = original.length > maxItemBytes ? Arrays.copyOf(original, maxItemBytes) : original;
        return new ParsedItem.Refused(reason, detail, line, kept);
    }
}
