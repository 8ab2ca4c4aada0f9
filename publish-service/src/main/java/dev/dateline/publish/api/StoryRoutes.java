package dev.dateline.publish.api;

import dev.dateline.publish.store.StoryReader;
import dev.dateline.publish.store.StoryReader.FoundStory;
import dev.dateline.publish.store.StoryReader.StoryFilter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /v1/stories}: one by its id, or many, the one that changed last first. */
public final class StoryRoutes {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 250;
    private static final int MOST_COUNTED = 1_000_000;

    private final StoryReader stories;

    /** Routes that ask this reader. */
    public StoryRoutes(StoryReader stories) {
        this.stories = stories;
    }

    /** Adds them. */
    public void addTo(JavalinConfig http) {
        http.routes.get("/v1/stories", this::list);
        http.routes.get("/v1/stories/{id}", this::one);
    }

    private void one(Context context) {
        new QueryParameters(context).refuseUnknown();
        String id = context.pathParam("id");
        FoundStory found = stories.story(id)
                .orElseThrow(() -> new ProblemException(
                        new Problem(404, "no-such-story", "No such story", "No story has the id '" + id + "'.")));
        if (!found.id().equals(id)) {
            // What was absorbed stays so; yet what absorbed it may itself be absorbed tomorrow, so this is not to be
            // kept.
            context.status(307)
                    .header("Location", "/v1/stories/" + URLEncoder.encode(found.id(), StandardCharsets.UTF_8));
        }
        JsonAnswer.text(context, found.record());
    }

    private void list(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        StoryFilter filter = new StoryFilter(
                parameters.integer("sources", 0, 0, MOST_COUNTED),
                parameters.integer("reports", 0, 0, MOST_COUNTED),
                parameters.since());
        int limit = parameters.integer("limit", DEFAULT_LIMIT, 1, MOST);
        long before = Cursor.read(parameters);
        parameters.refuseUnknown();
        // One more than asked for tells whether there is a next page.
        List<FoundStory> found = stories.before(filter, before, limit + 1);
        List<FoundStory> shown = found.subList(0, Math.min(limit, found.size()));
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (FoundStory story : shown) {
                out.writeRawValue(story.record());
            }
            out.writeEndArray();
            if (found.size() > limit) {
                out.writeStringField("next", Cursor.encode(shown.getLast().number()));
            }
        });
    }
}
