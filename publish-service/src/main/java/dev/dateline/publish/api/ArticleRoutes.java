package dev.dateline.publish.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.publish.format.ArticleFormat;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.Facet;
import dev.dateline.publish.store.FacetCounts;
import dev.dateline.publish.store.Highlight;
import dev.dateline.publish.store.RankedPage;
import dev.dateline.publish.store.RankedPage.RankPlace;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.EnrichedArticle;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** {@code /v1/articles}: one by its id, or many by a filter, newest or best first. */
public final class ArticleRoutes {

    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "Articles on a page.");
    private static final Parameter.Whole FACET_LIMIT =
            new Parameter.Whole("facetLimit", 10, 1, 100, "Values of each facet, the most frequent.");
    private static final Shape ARTICLE = Shape.record(EnrichedArticle.class);
    private static final String FACETS =
            Arrays.stream(Facet.values()).map(Facet::key).collect(Collectors.joining(", "));

    private final ArticleReader articles;

    /** Routes that ask this reader. */
    public ArticleRoutes(ArticleReader articles) {
        this.articles = articles;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/articles", "Articles, newest or best first")
                        .conditional()
                        .takes(QueryParameters.FILTER)
                        .takes(
                                Parameter.query(
                                        "sort",
                                        Shape.oneOf("newest", "relevance"),
                                        "What comes first; relevance goes with q, and ranks the newest that match."),
                                Parameter.query(
                                        "highlight",
                                        Shape.bool(),
                                        "With true, where each article says what q asks for; goes with q."),
                                Parameter.query(
                                        "facets",
                                        Shape.text().with("minLength", 1),
                                        "What to count the newest that match by, separated by commas: " + FACETS + "."))
                        .takes(FACET_LIMIT)
                        .takes(LIMIT)
                        .takes(QueryParameters.CURSOR)
                        .answers(page()),
                this::list);
        // Before the one below, which would take the ending for a part of the id.
        for (ArticleFormat format : ArticleFormat.values()) {
            routes.add(
                    one("/v1/articles/{id}." + format.suffix())
                            .answers(200, format.mediaType(), ArticleFormats.shape(format), "What was asked for"),
                    context -> ArticleFormats.answer(context, shown(articles, context.pathParam("id")), format));
        }
        routes.add(
                ArticleFormats.describe(one("/v1/articles/{id}").answers(ARTICLE)),
                context -> ArticleFormats.answer(context, shown(articles, context.pathParam("id"))));
    }

    private static Shape page() {
        Shape bounded = Shape.object()
                .has("articles", Shape.whole().says("Articles that were looked at, the newest that match."))
                .has("complete", Shape.bool().says("Whether that is all that match; counts are at least so many."));
        return Shape.page(ARTICLE)
                .mayHave(
                        "highlights",
                        Shape.map(Shape.list(Shape.object()
                                        .has("field", Shape.oneOf("title", "body"))
                                        .has("begin", Shape.whole().says("In Unicode code points, from 0."))
                                        .has("end", Shape.whole().says("One past the last."))
                                        .has("text", Shape.text())))
                                .says("By article id."))
                .mayHave("ranked", bounded)
                .mayHave(
                        "facets",
                        bounded.has(
                                "values",
                                Shape.map(Shape.list(Shape.object()
                                        .has("id", Shape.text())
                                        .mayHave("label", Shape.text())
                                        .has("articles", Shape.whole())))));
    }

    private static Operation one(String path) {
        return Operation.get(path, "One article")
                .conditional()
                .takes(Parameter.path("id", "The article's id"))
                .problem(404, "no-such-article", "No article has that id")
                .problem(410, "article-killed", "Its feed took it back");
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
        ArticleFilter asked = parameters.filter();
        int limit = parameters.whole(LIMIT);
        boolean byRelevance = byRelevance(parameters, asked);
        boolean highlighted = highlighted(parameters, asked);
        Set<Facet> facets = facets(parameters);
        int values = parameters.whole(FACET_LIMIT);
        if (byRelevance) {
            Optional<RankPlace> place = Cursor.readRanked(parameters);
            ArticleFilter filter = articles.withAbsorbedStories(asked);
            Optional<CompletableFuture<FacetCounts>> counts = count(filter, facets, values);
            RankedPage page = articles.ranked(
                    filter,
                    place.orElseGet(() -> RankPlace.start(articles.newest().seq())),
                    limit);
            Optional<String> next = page.more() ? Optional.of(Cursor.encode(page.next())) : Optional.empty();
            answer(context, new Found(filter, page.items(), next, Optional.of(page)), highlighted, counts);
            return;
        }
        long before = Cursor.read(parameters);
        ArticleFilter filter = articles.withAbsorbedStories(asked);
        Optional<CompletableFuture<FacetCounts>> counts = count(filter, facets, values);
        // One more than asked for tells whether there is a next page.
        List<ArticleItem> found = articles.before(filter, before, limit + 1);
        List<ArticleItem> shown = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next =
                found.size() > limit ? Optional.of(Cursor.encode(shown.getLast().seq())) : Optional.empty();
        answer(context, new Found(filter, shown, next, Optional.empty()), highlighted, counts);
    }

    /** Begins to count beside the search for the page: neither needs the other's answer. */
    private Optional<CompletableFuture<FacetCounts>> count(ArticleFilter filter, Set<Facet> facets, int values) {
        return facets.isEmpty()
                ? Optional.empty()
                : Optional.of(CompletableFuture.supplyAsync(
                        () -> articles.facets(filter, facets, values), Thread::startVirtualThread));
    }

    private static FacetCounts counted(CompletableFuture<FacetCounts> counts) {
        try {
            return counts.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static boolean byRelevance(QueryParameters parameters, ArticleFilter filter) {
        return parameters
                .one("sort")
                .map(sort -> switch (sort) {
                    case "newest" -> false;
                    case "relevance" -> {
                        if (filter.words().isEmpty()) {
                            throw QueryParameters.refusal("sort", "can be relevance only where q says what to find");
                        }
                        yield true;
                    }
                    default -> throw QueryParameters.refusal("sort", "must be newest or relevance");
                })
                .orElse(false);
    }

    private static boolean highlighted(QueryParameters parameters, ArticleFilter filter) {
        boolean asked = parameters.bool("highlight", false);
        if (asked && filter.words().isEmpty()) {
            throw QueryParameters.refusal("highlight", "can be true only where q says what to find");
        }
        return asked;
    }

    private static Set<Facet> facets(QueryParameters parameters) {
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        parameters.one("facets").ifPresent(names -> {
            for (String name : names.split(",", -1)) {
                facets.add(Facet.named(name.strip())
                        .orElseThrow(() -> QueryParameters.refusal(
                                "facets", "must be some of these, separated by commas: " + FACETS)));
            }
        });
        return facets;
    }

    private record Found(
            ArticleFilter filter, List<ArticleItem> items, Optional<String> next, Optional<RankedPage> ranked) {}

    private void answer(
            Context context, Found found, boolean highlighted, Optional<CompletableFuture<FacetCounts>> counting) {
        Map<String, List<Highlight>> highlights =
                highlighted ? articles.highlights(found.filter().words().orElseThrow(), found.items()) : Map.of();
        Optional<FacetCounts> counts = counting.map(ArticleRoutes::counted);
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (ArticleItem item : found.items()) {
                out.writeRawValue(item.record());
            }
            out.writeEndArray();
            if (highlighted) {
                write(out, highlights);
            }
            if (found.ranked().isPresent()) {
                out.writeObjectFieldStart("ranked");
                out.writeNumberField("articles", found.ranked().get().ranked());
                out.writeBooleanField("complete", found.ranked().get().complete());
                out.writeEndObject();
            }
            if (counts.isPresent()) {
                write(out, counts.get());
            }
            if (found.next().isPresent()) {
                out.writeStringField("next", found.next().get());
            }
        });
    }

    private static void write(JsonGenerator out, Map<String, List<Highlight>> highlights) throws IOException {
        out.writeObjectFieldStart("highlights");
        for (Map.Entry<String, List<Highlight>> article : highlights.entrySet()) {
            out.writeArrayFieldStart(article.getKey());
            for (Highlight highlight : article.getValue()) {
                out.writeStartObject();
                out.writeStringField("field", highlight.field());
                out.writeNumberField("begin", highlight.begin());
                out.writeNumberField("end", highlight.end());
                out.writeStringField("text", highlight.text());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, FacetCounts counts) throws IOException {
        out.writeObjectFieldStart("facets");
        out.writeNumberField("articles", counts.counted());
        out.writeBooleanField("complete", counts.complete());
        out.writeObjectFieldStart("values");
        for (Map.Entry<Facet, List<FacetCounts.Value>> facet : counts.values().entrySet()) {
            out.writeArrayFieldStart(facet.getKey().key());
            for (FacetCounts.Value value : facet.getValue()) {
                out.writeStartObject();
                out.writeStringField("id", value.id());
                JsonAnswer.field(out, "label", value.label());
                out.writeNumberField("articles", value.articles());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
        out.writeEndObject();
    }
}
