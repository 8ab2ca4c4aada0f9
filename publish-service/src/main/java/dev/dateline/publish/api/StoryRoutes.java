package dev.dateline.publish.api;

import dev.dateline.publish.store.StoryReader;
import dev.dateline.publish.store.StoryReader.FoundStory;
import dev.dateline.publish.store.StoryReader.StoryFilter;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.Story;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /v1/stories}: one by its id, or many, the one that changed last first. */
public final class StoryRoutes {

    private static final int MOST_COUNTED = 1_000_000;
    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", 50, 1, 250, "Stories on a page.");
    private static final Parameter.Whole SOURCES =
            new Parameter.Whole("sources", 0, 0, MOST_COUNTED, "Independent sources that it has at least.");
    private static final Parameter.Whole REPORTS =
            new Parameter.Whole("reports", 0, 0, MOST_COUNTED, "Reports that it has at least.");
    private static final Shape STORY = Shape.record(Story.class);

    private final StoryReader stories;

    /** Routes that ask this reader. */
    public StoryRoutes(StoryReader stories) {
        this.stories = stories;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/stories", "Stories, the one that changed last first")
                        .conditional()
                        .takes(SOURCES)
                        .takes(REPORTS)
                        .takes(QueryParameters.SINCE)
                        .takes(LIMIT)
                        .takes(QueryParameters.CURSOR)
                        .answers(Shape.page(STORY)),
                this::list);
        routes.add(
                Operation.get("/v1/stories/{id}", "One story: its reports, copies and independent sources")
                        .conditional()
                        .takes(Parameter.path("id", "The story's id, also of one that was absorbed"))
                        .answers(STORY)
                        .answers(
                                307,
                                "application/json",
                                STORY,
                                "It was absorbed: Location leads to the story that has its reports")
                        .problem(404, "no-such-story", "No story has that id"),
                this::one);
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        FoundStory found = found(stories, id);
        if (!found.id().equals(id)) {
            // What was absorbed stays so; yet what absorbed it may itself be absorbed tomorrow, so this is not to be
            // kept.
            context.status(307)
                    .header("Location", "/v1/stories/" + URLEncoder.encode(found.id(), StandardCharsets.UTF_8));
        }
        JsonAnswer.text(context, found.record());
    }

    /** The story with this id, or the one that absorbed it. */
    static FoundStory found(StoryReader stories, String id) {
        return stories.story(id)
                .orElseThrow(() -> new ProblemException(
                        new Problem(404, "no-such-story", "No such story", "No story has the id '" + id + "'.")));
    }

    private void list(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        StoryFilter filter = new StoryFilter(parameters.whole(SOURCES), parameters.whole(REPORTS), parameters.since());
        int limit = parameters.whole(LIMIT);
        long before = Cursor.read(parameters);
        // One more than asked for tells whether there is a next page.
        List<FoundStory> found = stories.before(filter, before, limit + 1);
        JsonAnswer.page(context, found, limit, FoundStory::number, (out, story) -> out.writeRawValue(story.record()));
    }
}
