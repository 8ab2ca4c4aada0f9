package dev.dateline.ingest.parse;

import dev.dateline.ingest.dates.PublicationTime;
import dev.dateline.ingest.wire.WireItem;
import dev.dateline.schemas.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Items of agencies as articles. */
final class WireItems {

    private WireItems() {}

    /**
     * The item.
     *
     * @param warnings what is wrong with the document around it
     */
    static ParsedItem.Article item(
            WireItem item,
            String mediaType,
            ItemParser.Origin origin,
            int line,
            byte[] original,
            List<ParsedItem.Warning> warnings)
            throws RefusedException {
        Signal signal = signal(item);
        if (signal != Signal.KILL) {
            checkEmbargo(item, origin);
        }
        List<ParsedItem.Warning> all = new ArrayList<>(warnings);
        item.faults().forEach(fault -> all.add(new ParsedItem.Warning("not-valid", fault)));
        String body = Texts.paragraphs(item.body());
        String summary = Texts.paragraphs(item.summary());
        boolean summaryIsBody = body.isEmpty() || body.startsWith(summary);
        Draft draft = new Draft(
                CleanText.oneLineOrNull(item.id()),
                CleanText.oneLineOrNull(item.url()),
                Texts.line(item.title()),
                summaryIsBody || summary.isEmpty() ? null : summary,
                body.isEmpty() ? summary : body,
                CleanText.oneLineOrNull(item.publisher()),
                CleanText.oneLineOrNull(item.source()),
                item.authors().stream()
                        .map(CleanText::oneLine)
                        .filter(name -> !name.isEmpty())
                        .flatMap(name -> Byline.inField(name).stream())
                        .distinct()
                        .toList(),
                CleanText.oneLineOrNull(item.language()),
                CleanText.oneLineOrNull(item.published()));
        if (draft.title().isEmpty() && draft.body().isEmpty() && signal != Signal.KILL) {
            throw new RefusedException(
                    Reason.NO_TEXT,
                    "the item was read, but has neither a headline nor a description nor a body, as a picture or a package"
                            + " may have; nothing is to be mended if none was meant");
        }
        return RawArticles.item(draft, new Facts(mediaType, signal, false, all), origin, line, original);
    }

    private static Signal signal(WireItem item) {
        if (item.status() != WireItem.Status.USABLE || item.change() == WireItem.Change.KILL) {
            return Signal.KILL;
        }
        Signal noted = WireNotes.inNote(item.note());
        if (noted == Signal.KILL || noted == Signal.CORRECTION) {
            return noted;
        }
        if (item.change() == WireItem.Change.CORRECTION) {
            return Signal.CORRECTION;
        }
        Signal headline = WireNotes.inHeadline(Texts.line(item.title()));
        if (headline != Signal.NEW) {
            return headline;
        }
        boolean later = item.version() != null
                && item.version().matches("[1-9]\\d{0,8}")
                && !item.version().equals("1");
        return item.change() == WireItem.Change.UPDATE || later ? Signal.UPDATE : Signal.NEW;
    }

    /** An article is out a second after it came; to hold one back is not for ingest, which would have to remember it. */
    private static void checkEmbargo(WireItem item, ItemParser.Origin origin) throws RefusedException {
        if (item.embargo() == null) {
            return;
        }
        if (item.embargo().isBlank()) {
            throw new RefusedException(
                    Reason.EMBARGOED,
                    "the item is under embargo until further notice; send it again when it may be published");
        }
        Instant until = PublicationTime.instant(item.embargo()).orElse(Instant.MAX);
        if (until.isAfter(origin.received())) {
            throw new RefusedException(
                    Reason.EMBARGOED,
                    "the item is under embargo until " + item.embargo() + "; send it again when it may be published");
        }
    }
}
