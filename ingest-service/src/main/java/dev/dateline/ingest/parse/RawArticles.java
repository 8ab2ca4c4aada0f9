package dev.dateline.ingest.parse;

import dev.dateline.ingest.dates.PublicationTime;
import dev.dateline.ingest.identity.ArticleId;
import dev.dateline.ingest.identity.ContentHash;
import dev.dateline.ingest.publisher.Attribution;
import dev.dateline.ingest.publisher.Publishers;
import dev.dateline.schemas.CanonicalUrl;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** From what a format says to the record that travels: identity, date and provenance are added. */
final class RawArticles {

    private RawArticles() {}

    /** The item; an item without any text is refused, unless it says that an article is to be taken away. */
    static ParsedItem.Article item(Draft draft, Facts facts, ItemParser.Origin origin, int line, byte[] original)
            throws RefusedException {
        if (draft.title().isEmpty() && draft.body().isEmpty() && facts.signal() != Signal.KILL) {
            throw new RefusedException(
                    Reason.EMPTY_ARTICLE, "there is neither a title nor a body; give at least one of them some text");
        }
        String hash = ContentHash.of(draft.title(), draft.summary(), draft.body());
        String canonicalUrl = draft.url() == null ? null : CanonicalUrl.of(draft.url());
        if (facts.signal() == Signal.KILL && draft.guid() == null && canonicalUrl == null) {
            throw new RefusedException(
                    Reason.EMPTY_ARTICLE,
                    "the item takes an article away, but does not say which; give its id or address");
        }
        Attribution attribution = Publishers.standard()
                .attribute(
                        draft.publisher(),
                        draft.originPublisher(),
                        canonicalUrl == null ? draft.url() : canonicalUrl,
                        draft.authors(),
                        draft.body());
        Publication published = PublicationTime.of(draft.published(), origin.received());
        List<ParsedItem.Warning> warnings = new ArrayList<>(facts.warnings());
        if (draft.published() != null && published.getConfidence() == DateConfidence.INGEST) {
            warnings.add(new ParsedItem.Warning(
                    "date-not-used",
                    "the date \"" + shortened(draft.published())
                            + "\" is no plausible date in a form that is read; the time" + " of receipt stands in"));
        }
        if (facts.dateInferred() && published.getConfidence() == DateConfidence.STATED) {
            published =
                    new Publication(published.getRaw().orElse(null), published.getInstant(), DateConfidence.INFERRED);
        }
        RawArticle article = RawArticle.newBuilder()
                .setId(ArticleId.of(origin.feed(), draft.guid(), canonicalUrl, hash))
                .setFeed(origin.feed())
                .setPublisher(attribution.publisher())
                .setOriginPublisher(attribution.originPublisher())
                .setPublisherFamily(attribution.publisherFamily())
                .setOriginFamily(attribution.originFamily())
                .setUrl(draft.url())
                .setCanonicalUrl(canonicalUrl)
                .setGuid(draft.guid())
                .setTitle(draft.title())
                .setSummary(draft.summary())
                .setBody(draft.body())
                .setContentType(facts.mediaType())
                .setOriginal("header:" + Headers.ORIGINAL)
                .setAuthors(draft.authors())
                .setLanguage(draft.language())
                .setPublished(published)
                .setReceived(origin.received().truncatedTo(ChronoUnit.MILLIS))
                .setLane(origin.lane())
                .setSignal(facts.signal())
                .setContentHash(hash)
                .build();
        return new ParsedItem.Article(article, line, original, warnings);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
