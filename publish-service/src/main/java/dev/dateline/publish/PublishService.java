package dev.dateline.publish;

import dev.dateline.publish.api.ArticleRoutes;
import dev.dateline.publish.api.ExplainRoutes;
import dev.dateline.publish.api.FeedRoutes;
import dev.dateline.publish.api.FlashpointRoutes;
import dev.dateline.publish.api.LedgerRoutes;
import dev.dateline.publish.api.RejectedRoutes;
import dev.dateline.publish.api.ServiceAddress;
import dev.dateline.publish.api.StatusRoutes;
import dev.dateline.publish.api.StixRoutes;
import dev.dateline.publish.api.StoryRoutes;
import dev.dateline.publish.api.TrendRoutes;
import dev.dateline.publish.audit.Audit;
import dev.dateline.publish.audit.AuditRoutes;
import dev.dateline.publish.delivery.Deliveries;
import dev.dateline.publish.door.IngestDoor;
import dev.dateline.publish.feeds.FeedHealthRoutes;
import dev.dateline.publish.flashpoint.FlashpointTable;
import dev.dateline.publish.flashpoint.FlashpointWriter;
import dev.dateline.publish.hub.Hub;
import dev.dateline.publish.hub.HubRoutes;
import dev.dateline.publish.materialize.Materialization;
import dev.dateline.publish.metrics.PublishMetrics;
import dev.dateline.publish.operations.PipelineRoutes;
import dev.dateline.publish.operations.PipelineWatch;
import dev.dateline.publish.rejected.RefusedRecords;
import dev.dateline.publish.session.PageSessions;
import dev.dateline.publish.session.SessionRoutes;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.StoreException;
import dev.dateline.publish.stream.ArticleStream;
import dev.dateline.publish.trace.TraceRoutes;
import dev.dateline.publish.web.WebApplication;
import dev.dateline.publish.webhook.SubscriptionRoutes;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthCheck;
import dev.dateline.runtime.http.HttpServer;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.kafka.BrokerCheck;
import dev.dateline.runtime.keys.KeyGate;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.lifecycle.Closer;
import dev.dateline.runtime.lifecycle.RunningService;
import dev.dateline.runtime.metrics.ProcessMetrics;
import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * The last stage: topics to PostgreSQL to REST, server-sent events and the page. Owns the thread that fills the read model,
 * the connections to it, and the HTTP server. Starts without a broker or a database and is ready once both are there.
 */
public final class PublishService implements RunningService {

    static final String NAME = "publish-service";

    private final Closer closer;
    private final Health health;
    private final HttpServer http;

    private PublishService(Closer closer, Health health, HttpServer http) {
        this.closer = closer;
        this.health = health;
        this.http = http;
    }

    /** Starts it; on failure, everything opened is closed again. */
    public static PublishService start(PublishConfig config) throws Exception {
        Closer closer = new Closer();
        try {
            Health health = new Health();
            ProcessMetrics process = closer.register(new ProcessMetrics("publish"));
            PublishMetrics metrics = new PublishMetrics(process.registry());
            ReadModel readModel = closer.register(new ReadModel(config.store(), Clock.systemUTC()));
            health.add(HealthCheck.of("postgres", readModel::check));
            closer.register(Materialization.start(config.kafka(), config.materialize(), readModel, health, metrics));
            health.add(closer.register(new BrokerCheck(config.kafka())));
            ArticleStream stream =
                    closer.register(ArticleStream.start(readModel, config.stream(), metrics, Clock.systemUTC()));
            FlashpointTable flashpoints = closer.register(FlashpointTable.start(config.kafka(), health));
            KeyRing keys = new KeyRing(config.keysFile(), Clock.systemUTC());
            PageSessions sessions = new PageSessions(readModel, config.session(), config.publicUrl());
            KeyGate gate = new KeyGate(keys, sessions);
            FlashpointRoutes flashpointRoutes = new FlashpointRoutes(
                    flashpoints, new FlashpointWriter(config.kafka(), flashpoints), readModel.flashpoints());
            ExplainRoutes explainRoutes =
                    new ExplainRoutes(flashpoints, readModel.articles(), readModel.flashpoints(), Clock.systemUTC());
            Deliveries deliveries = closer.register(
                    Deliveries.start(readModel, config.delivery(), config.seal(), metrics, Clock.systemUTC()));
            SubscriptionRoutes subscriptionRoutes =
                    new SubscriptionRoutes(readModel, deliveries, config.seal(), Clock.systemUTC());
            ServiceAddress address = new ServiceAddress(config.publicUrl());
            Hub hub = closer.register(
                    Hub.start(readModel, config.hub(), config.delivery(), config.seal(), keys, Clock.systemUTC()));
            HubRoutes hubRoutes = new HubRoutes(hub, keys, address);
            PipelineWatch watch = closer.register(PipelineWatch.start(
                    config.kafka(),
                    readModel.flow(),
                    readModel.ledger(),
                    metrics,
                    process.registry(),
                    Clock.systemUTC()));
            PipelineRoutes pipelineRoutes = new PipelineRoutes(watch);
            TraceRoutes traceRoutes = closer.register(
                    new TraceRoutes(config.kafka(), readModel.trace(), readModel.articles(), watch, Clock.systemUTC()));
            Audit audit = new Audit(readModel);
            IngestDoor door = closer.register(new IngestDoor(config.door()));
            RefusedRecords refused = closer.register(
                    RefusedRecords.start(readModel, config.kafka(), door, config.replay(), audit, Clock.systemUTC()));
            // Before the stories and flashpoints themselves, which would take the ending for a part of the id.
            StixRoutes stixRoutes = new StixRoutes(readModel.stories(), readModel.articles(), flashpoints);
            HttpServer http =
                    closer.register(HttpServer.start(config.http(), health, process.registry(), NAME, gate, routes -> {
                        stixRoutes.addTo(routes);
                        routes(readModel, stream, address).accept(routes);
                        flashpointRoutes.addTo(routes);
                        explainRoutes.addTo(routes);
                        subscriptionRoutes.addTo(routes);
                        hubRoutes.addTo(routes);
                        pipelineRoutes.addTo(routes);
                        traceRoutes.addTo(routes);
                        refused.addTo(routes);
                        new AuditRoutes(audit).addTo(routes);
                        new FeedHealthRoutes(readModel, door, audit, Clock.systemUTC()).addTo(routes);
                        new SessionRoutes(keys, gate, sessions, audit).addTo(routes);
                    }));
            // Streams have no end of their own, so they are ended before the server waits for running requests.
            closer.register(stream::endReaders);
            return new PublishService(closer, health, http);
        } catch (Exception e) {
            throw closer.closeAfter(e);
        }
    }

    static Consumer<Routes> routes(ReadModel readModel, ArticleStream stream, ServiceAddress address) {
        return routes -> {
            new ArticleRoutes(readModel.articles()).addTo(routes);
            new FeedRoutes(readModel.articles(), address).addTo(routes);
            new StoryRoutes(readModel.stories()).addTo(routes);
            new TrendRoutes(readModel.articles(), Clock.systemUTC()).addTo(routes);
            new LedgerRoutes(readModel.ledger()).addTo(routes);
            new RejectedRoutes(readModel.rejected()).addTo(routes);
            new StatusRoutes(readModel.articles()).addTo(routes);
            stream.addTo(routes);
            routes.exception(StoreException.Unavailable.class, (failure, context) -> {
                context.header("Retry-After", "1");
                new Problem(503, "database-away", "The database cannot be asked now").answer(context);
            });
            new WebApplication().addTo(routes);
        };
    }

    /** Where it listens. */
    public URI uri() {
        return http.uri();
    }

    @Override
    public void await() throws Exception {
        health.awaitFatal();
    }

    @Override
    public void close() throws Exception {
        closer.close();
    }
}
