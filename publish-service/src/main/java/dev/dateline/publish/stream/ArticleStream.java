package dev.dateline.publish.stream;

import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.ArticleReader.Newest;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/stream}: articles as they are published, filtered as the list is, and, for who asks, stories and rankings as they
 * change. The id of an event is how far its reader has come; one that comes back with it, to whichever instance, gets all that
 * came after.
 */
public final class ArticleStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArticleStream.class);

    private static final String LAST_ID_HEADER = "Last-Event-ID";
    private static final String LAST_ID_PARAMETER = "lastEventId";

    private final ArticleReader articles;
    private final StreamConfig config;
    private final PublishMetrics metrics;
    private final Clock clock;
    private final Backlog backlog;
    private final RecentArticles recent = new RecentArticles();
    private final AtomicInteger readers = new AtomicInteger();
    private final Tail tail;

    private ArticleStream(ReadModel readModel, StreamConfig config, PublishMetrics metrics, Clock clock) {
        this.articles = readModel.articles();
        this.clock = clock;
        this.backlog = new Backlog(articles, readModel.stories(), config.questions(), clock);
        this.config = config;
        this.metrics = metrics;
        this.tail = new Tail(articles, backlog, readModel.listener(), recent, () -> readers.get() > 0, clock);
    }

    /** Begins to follow the read model. */
    public static ArticleStream start(ReadModel readModel, StreamConfig config, PublishMetrics metrics, Clock clock) {
        ArticleStream stream = new ArticleStream(readModel, config, metrics, clock);
        stream.tail.start();
        return stream;
    }

    /** Adds the route. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get(
                                "/v1/stream",
                                "Articles as they are published, and stories and rankings as they change, as server-sent events")
                        .takes(QueryParameters.FILTER)
                        .takes(
                                Kinds.DESCRIBED,
                                Parameter.query(
                                        LAST_ID_PARAMETER,
                                        Shape.text().with("pattern", "^" + Place.ID + "$"),
                                        "The id of the last event that was got; all after it are sent."),
                                Parameter.header(
                                        LAST_ID_HEADER,
                                        Shape.text(),
                                        "The same, as browsers send it; it is the stronger."))
                        .answers(
                                200,
                                "text/event-stream",
                                Shape.text(),
                                "Events without end: `article`; `kill`, an article that must no longer be shown; `unmatched`, with"
                                        + " `id` and `seq`, one that the filters no longer match by its newest revision; `story`"
                                        + " and `trend` where asked for; `reset`, `dropped`")
                        .problem(503, "too-many-readers", "There are too many readers"),
                this::serve);
    }

    private void serve(Context context) throws IOException {
        QueryParameters parameters = new QueryParameters(context);
        ArticleFilter filter = articles.withAbsorbedStories(parameters.filter());
        Kinds kinds = Kinds.read(parameters);
        Optional<Place.Id> lastSeen = lastSeen(context.header(LAST_ID_HEADER), parameters);
        if (readers.incrementAndGet() > config.readers()) {
            readers.decrementAndGet();
            throw new ProblemException(
                    new Problem(503, "too-many-readers", "Too many readers of the stream"),
                    Map.of("Retry-After", "10"),
                    null);
        }
        metrics.readerCame();
        try {
            Newest head = articles.newest();
            Place newest = new Place(head.seq(), head.story(), head.trend());
            // A place that is not reached yet was given by a read model that is no more.
            Optional<Place> known = lastSeen.filter(seen -> seen.article() <= newest.article())
                    .map(seen -> new Place(
                            seen.article(),
                            seen.story().orElse(newest.story()),
                            seen.trend().orElse(newest.trend())));
            serve(context, new Wish(filter, kinds, known.orElse(newest), lastSeen.isPresent() && known.isEmpty()));
        } finally {
            readers.decrementAndGet();
            metrics.readerWent();
        }
    }

    /** What a reader asks for; whether it came with a place that this read model never had. */
    private record Wish(ArticleFilter filter, Kinds kinds, Place place, boolean unknownPlace) {}

    private void serve(Context context, Wish wish) throws IOException {
        HttpServletResponse response = context.res();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        // Jetty ends a write that makes no progress for as long as this.
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .setIdleTimeout(config.writeTimeout().toMillis());
        try {
            new StreamReader(
                            wish.filter(),
                            wish.kinds(),
                            wish.place(),
                            recent,
                            backlog,
                            config,
                            metrics,
                            clock,
                            response.getOutputStream())
                    .run(wish.unknownPlace());
        } catch (IOException e) {
            LOG.debug("A reader of the stream went", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("A reader of the stream was interrupted", e);
        }
    }

    private static Optional<Place.Id> lastSeen(@Nullable String header, QueryParameters parameters) {
        Optional<String> parameter = parameters.one(LAST_ID_PARAMETER);
        // The header is newer: a browser repeats the address, parameter and all, when it resumes.
        return Optional.ofNullable(header)
                .or(() -> parameter)
                .map(text -> Place.parse(text)
                        .orElseThrow(() -> QueryParameters.refusal(LAST_ID_PARAMETER, "must be the id of an event")));
    }

    /** Ends every reader's stream. */
    public void endReaders() {
        recent.close();
    }

    /** Ends the readers and no longer follows the read model. */
    @Override
    public void close() throws InterruptedException {
        endReaders();
        tail.stop();
    }
}
