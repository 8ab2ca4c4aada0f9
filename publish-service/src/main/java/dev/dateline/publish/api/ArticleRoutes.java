package dev.dateline.publish.api;

import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.EnrichedArticle;
import io.javalin.http.Context;
import java.util.List;

/** {@code /v1/articles}: one by its id, or many by a filter, newest first. */
public final class ArticleRoutes {

    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "Articles on a page.");
    private static final Shape ARTICLE = Shape.record(EnrichedArticle.class);

    private final ArticleReader articles;

    /** Routes that ask this reader. */
    public ArticleRoutes(ArticleReader articles) {
        this.articles = articles;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/articles", "Articles, newest first")
                        .takes(QueryParameters.FILTER)
                        .takes(LIMIT)
                        .takes(QueryParameters.CURSOR)
                        .answers(Shape.page(ARTICLE)),
                this::list);
        routes.add(
                Operation.get("/v1/articles/{id}", "One article")
                        .takes(Parameter.path("id", "The article's id"))
                        .answers(ARTICLE)
                        .problem(404, "no-such-article", "No article has that id")
                        .problem(410, "article-killed", "Its feed took it back"),
                this::one);
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        JsonAnswer.text(context, shown(articles, id));
    }

    /** The JSON of an article that may be shown. */
    static String shown(ArticleReader articles, String id) {
        ArticleReader.FoundArticle found = articles.article(id)
                .orElseThrow(() -> new ProblemException(
                        new Problem(404, "no-such-article", "No such article", "No article has the id '" + id + "'.")));
        if (found.killed()) {
            throw new ProblemException(new Problem(
                    410, "article-killed", "Article killed", "Its feed took the article '" + id + "' back."));
        }
        return found.record();
    }

    private void list(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        ArticleFilter filter = parameters.filter();
        int limit = parameters.whole(LIMIT);
        long before = Cursor.read(parameters);
        // One more than asked for tells whether there is a next page.
        List<ArticleItem> found = articles.before(filter, before, limit + 1);
        List<ArticleItem> shown = found.subList(0, Math.min(limit, found.size()));
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (ArticleItem item : shown) {
                out.writeRawValue(item.record());
            }
            out.writeEndArray();
            if (found.size() > limit) {
                out.writeStringField("next", Cursor.encode(shown.getLast().seq()));
            }
        });
    }
}
