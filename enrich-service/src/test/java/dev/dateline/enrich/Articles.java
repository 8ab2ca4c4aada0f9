package dev.dateline.enrich;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.time.Instant;
import java.util.Objects;

/** Articles for tests. */
public final class Articles {

    /** When the articles are received. */
    public static final Instant RECEIVED = Instant.parse("2026-03-01T12:02:00Z");

    private Articles() {}

    /** A live article. */
    public static RawArticle article(String id, String title, String body) {
        return builder(id, title, body).build();
    }

    /** The same article out of a backfill. */
    public static RawArticle backfilled(RawArticle article) {
        return RawArticle.newBuilder(article).setLane(Lane.BACKFILL).build();
    }

    /** The article, received at another instant. */
    public static RawArticle receivedAt(RawArticle article, Instant received) {
        return RawArticle.newBuilder(article).setReceived(received).build();
    }

    /** The article, from another publisher. */
    public static RawArticle from(RawArticle article, String publisher) {
        return RawArticle.newBuilder(article).setPublisher(publisher).build();
    }

    /** The article, as the feed says it is. */
    public static RawArticle signalled(RawArticle article, Signal signal) {
        return RawArticle.newBuilder(article).setSignal(signal).build();
    }

    private static RawArticle.Builder builder(String id, String title, String body) {
        return RawArticle.newBuilder()
                .setId(id)
                .setFeed("harbour-herald")
                .setPublisher("Harbour Herald")
                .setTitle(title)
                .setBody(body)
                .setContentType("application/json")
                .setPublished(Publication.newBuilder()
                        .setInstant(RECEIVED)
                        .setConfidence(DateConfidence.INGEST)
                        .build())
                .setReceived(RECEIVED)
                .setContentHash(Integer.toHexString(Objects.hash(title, body)));
    }
}
