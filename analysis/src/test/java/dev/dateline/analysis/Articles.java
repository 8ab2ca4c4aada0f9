package dev.dateline.analysis;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.time.Instant;
import java.util.List;

/** Articles of which only the text matters. */
final class Articles {

    private Articles() {}

    static RawArticle article(String title, String body) {
        Instant now = Instant.EPOCH;
        return RawArticle.newBuilder()
                .setId("1")
                .setFeed("test")
                .setTitle(title)
                .setBody(body)
                .setContentType("text/plain")
                .setAuthors(List.of())
                .setPublished(new Publication(null, now, DateConfidence.INGEST))
                .setReceived(now)
                .setLane(Lane.LIVE)
                .setSignal(Signal.NEW)
                .setContentHash("0")
                .build();
    }
}
