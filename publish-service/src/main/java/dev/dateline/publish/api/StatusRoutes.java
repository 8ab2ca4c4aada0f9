package dev.dateline.publish.api;

import dev.dateline.publish.store.ArticleReader;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/** {@code /v1/status}: how far the read model is. */
public final class StatusRoutes {

    private final ArticleReader articles;

    /** Routes that ask this reader. */
    public StatusRoutes(ArticleReader articles) {
        this.articles = articles;
    }

    /** Adds them. */
    public void addTo(JavalinConfig http) {
        http.routes.get("/v1/status", this::status);
    }

    private void status(Context context) {
        new QueryParameters(context).refuseUnknown();
        ArticleReader.Newest newest = articles.newest();
        JsonAnswer.object(context, out -> {
            out.writeNumberField("articles", newest.articles());
            out.writeNumberField("newestSeq", newest.seq());
            out.writeNumberField("newestTrend", newest.trend());
        });
    }
}
