package dev.dateline.publish.api;

import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;

/** {@code /v1/articles}: one by its id, or many by a filter, newest first. */
public final class ArticleRoutes {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 250;

    private final ArticleReader articles;

    /** Routes that ask this reader. */
    public ArticleRoutes(ArticleReader articles) {
        this.articles = articles;
    }

    /** Adds them. */
    public void addTo(JavalinConfig http) {
        http.routes.get("/v1/articles", this::list);
        http.routes.get("/v1/articles/{id}", this::one);
    }

    private void one(Context context) {
        new QueryParameters(context).refuseUnknown();
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
        int limit = parameters.integer("limit", DEFAULT_LIMIT, 1, MOST);
        long before = Cursor.read(parameters);
        parameters.refuseUnknown();
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
