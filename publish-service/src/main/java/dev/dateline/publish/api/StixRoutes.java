package dev.dateline.publish.api;

import dev.dateline.publish.flashpoint.FlashpointTable;
import dev.dateline.publish.flashpoint.LiveFlashpoint;
import dev.dateline.publish.format.NewsItem;
import dev.dateline.publish.format.Stix;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.StoryReader;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** {@code /v1/stories/{id}.stix} and {@code /v1/flashpoints/{id}.stix}: bundles of STIX 2.1. */
public final class StixRoutes {

    /** Articles that are looked at for what they name: enough to know it, few enough to be read at once. */
    private static final int MOST_ARTICLES = 50;

    private static final String MEDIA_TYPE = "application/stix+json";
    private static final Shape BUNDLE = Shape.object()
            .has("type", Shape.oneOf("bundle"))
            .has("id", Shape.text())
            .has("objects", Shape.list(Shape.map(Shape.any())))
            .named("StixBundle");

    private final StoryReader stories;
    private final ArticleReader articles;
    private final FlashpointTable flashpoints;

    /** Routes over these parts. */
    public StixRoutes(StoryReader stories, ArticleReader articles, FlashpointTable flashpoints) {
        this.stories = stories;
        this.articles = articles;
        this.flashpoints = flashpoints;
    }

    /** Adds them; before those of the same path without an ending. */
    public void addTo(Routes routes) {
        routes.add(
                bundle("/v1/stories/{id}.stix", "What a story names")
                        .takes(Parameter.path("id", "The story's id"))
                        .problem(404, "no-such-story", "No story has that id"),
                this::story);
        routes.add(
                bundle("/v1/flashpoints/{id}.stix", "What the newest articles about a flashpoint name")
                        .takes(FlashpointRoutes.ID)
                        .problem(404, "no-such-flashpoint", "No flashpoint has that id"),
                this::flashpoint);
    }

    private static Operation bundle(String path, String summary) {
        return Operation.get(path, summary).conditional().answers(200, MEDIA_TYPE, BUNDLE, "A bundle of STIX 2.1");
    }

    private void story(Context context) {
        StoryReader.FoundStory story = StoryRoutes.found(stories, context.pathParam("id"));
        List<NewsItem> reports = Stix.reports(story.record()).stream()
                .limit(MOST_ARTICLES)
                .flatMap(id -> articles.article(id).stream())
                .filter(article -> !article.killed())
                .map(article -> NewsItem.of(article.record()))
                .toList();
        JsonAnswer.text(context, Stix.MEDIA_TYPE, Stix.story(story.record(), reports));
    }

    private void flashpoint(Context context) {
        String id = context.pathParam("id");
        LiveFlashpoint flashpoint = flashpoints.find(id).orElseThrow(() -> FlashpointRoutes.noSuch(id));
        List<NewsItem> about = articles.before(about(id), Cursor.NEWEST, MOST_ARTICLES).stream()
                .map(article -> NewsItem.of(article.record()))
                .toList();
        JsonAnswer.text(
                context, Stix.MEDIA_TYPE, Stix.flashpoint(flashpoint.definition(), flashpoint.changed(), about));
    }

    private static ArticleFilter about(String flashpoint) {
        return new QueryParameters(Map.of("flashpoint", List.of(flashpoint), "about", List.of("true"))).filter();
    }
}
