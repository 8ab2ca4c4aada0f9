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
    private final @Nullable String language;

    /**
     * For one document.
     *
     * @param warnings what is wrong with the document as a whole
     */
    FeedItems(ItemParser.Origin origin, int maxItemBytes, List<ParsedItem.Warning> warnings, Feed feed) {
        this.origin = origin;
        this.maxItemBytes = maxItemBytes;
        this.feed = feed;
        this.warnings = new ArrayList<>(warnings);
        String stated = name("publisher", feed.publisher(), this.warnings);
        this.publisher = stated == null ? title() : stated;
        this.language = name("language", feed.language(), this.warnings);
    }

    private @Nullable String title() {
        String title = name("title of the feed", feed.title().value(), warnings);
        return title == null ? null : CleanText.oneLineOrNull(Texts.line(feed.title()));
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
            List<ParsedItem.Warning> own = new ArrayList<>(warnings);
            return RawArticles.item(draft(entry, own), facts(entry, own), origin, line, original);
        } catch (RefusedException e) {
            return refused(e.reason(), e.detail(), line, original);
        }
    }

    private Draft draft(FeedEntry entry, List<ParsedItem.Warning> own) {
        String content = Texts.paragraphs(entry.content());
        String summary = Texts.paragraphs(entry.summary());
        boolean summaryIsBody = content.isEmpty() || content.startsWith(summary);
        return new Draft(
                CleanText.oneLineOrNull(entry.id()),
                CleanText.oneLineOrNull(entry.link()),
                Texts.line(entry.title()),
                summaryIsBody || summary.isEmpty() ? null : summary,
                content.isEmpty() ? summary : content,
                publisher(entry, own),
                source(entry),
                entry.authors().stream()
                        .map(author -> name("author", author.name(), own))
                        .filter(Objects::nonNull)
                        .flatMap(name -> Byline.inField(name).stream())
                        .distinct()
                        .toList(),
                entry.language() == null ? language : name("language", entry.language(), own),
                CleanText.oneLineOrNull(entry.published() == null ? entry.updated() : entry.published()));
    }

    private @Nullable String publisher(FeedEntry entry, List<ParsedItem.Warning> own) {
        String stated = name("publisher", entry.publisher(), own);
        return stated == null ? publisher : stated;
    }

    /** A name as one line; one that is too long is left out, with a warning. */
    private static @Nullable String name(String what, @Nullable String text, List<ParsedItem.Warning> into) {
        if (text != null && text.length() > LONGEST_NAME) {
            ParsedItem.Warning warning = new ParsedItem.Warning(
                    "name-too-long",
                    "the " + what + " has " + text.length() + " characters, more than " + LONGEST_NAME
                            + "; it was left out");
            // An entry may have it of its feed.
            if (!into.contains(warning)) {
                into.add(warning);
            }
            return null;
        }
        return text == null ? null : CleanText.oneLineOrNull(text);
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

    private Facts facts(FeedEntry entry, List<ParsedItem.Warning> own) {
        // Atom and JSON Feed tell the first publication from the last change; in RSS the one date there is means the
        // first.
        boolean standsIn = entry.published() == null
                && (feed.format() == Feed.Format.ATOM || feed.format() == Feed.Format.JSON_FEED);
        return new Facts(
                feed.format().mediaType(),
                entry.deleted() ? Signal.KILL : WireNotes.inHeadline(Texts.line(entry.title())),
                standsIn,
                own);
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
