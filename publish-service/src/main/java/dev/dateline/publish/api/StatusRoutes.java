package dev.dateline.publish.api;

import dev.dateline.publish.store.ArticleReader;
import dev.dateline.runtime.events.AsyncApi;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;

/** {@code /v1/status}: how far the read model is; {@code /asyncapi.json}: which topics there are. */
public final class StatusRoutes {

    private final ArticleReader articles;

    /** Routes that ask this reader. */
    public StatusRoutes(ArticleReader articles) {
        this.articles = articles;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/status", "How far the read model is")
                        .conditional()
                        .answers(Shape.object()
                                .has("articles", Shape.whole().says("Articles stored."))
                                .has(
                                        "newestSeq",
                                        Shape.whole().says("The place of the newest in the order of publication."))
                                .has("newestTrend", Shape.whole().says("The version of the newest ranking."))
                                .named("Status")),
                this::status);
        String topics = AsyncApi.toJson();
        routes.add(
                Operation.get("/asyncapi.json", "The topics of Kafka, by AsyncAPI")
                        .conditional()
                        .access(Access.ANYONE)
                        .answers(Shape.map(Shape.any())),
                context -> JsonAnswer.text(context, topics));
    }

    private void status(Context context) {
        ArticleReader.Newest newest = articles.newest();
        JsonAnswer.object(context, out -> {
            out.writeNumberField("articles", newest.articles());
            out.writeNumberField("newestSeq", newest.seq());
            out.writeNumberField("newestTrend", newest.trend());
        });
    }
}
