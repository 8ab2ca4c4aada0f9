package dev.dateline.runtime.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.runtime.health.Health;
import dev.dateline.runtime.health.HealthReport;
import dev.dateline.runtime.shape.Shape;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of a service: its own operations beside {@code /livez}, {@code /readyz}, {@code /metrics} and {@code
 * /openapi.json}, each request on a
 * virtual thread, every error as problem+json. Owns the server until closed; closing lets running requests finish.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final JsonFactory JSON = new JsonFactory();

    /** How long running requests may take once the server closes, in milliseconds. */
    private static final long GRACE_MILLIS = 5_000;

    private final Javalin javalin;
    private final HttpConfig address;

    private HttpServer(Javalin javalin, HttpConfig address) {
        this.javalin = javalin;
        this.address = address;
    }

    /**
     * Starts to listen.
     *
     * @param name the service's, for the description of its operations
     * @param gate who is let in
     * @param service adds the service's operations, and what it needs of limits
     */
    public static HttpServer start(
            HttpConfig config,
            Health health,
            PrometheusMeterRegistry metrics,
            String name,
            Gate gate,
            Consumer<Routes> service) {
        Javalin javalin = Javalin.create(javalinConfig -> {
            javalinConfig.concurrency.useVirtualThreads = true;
            javalinConfig.startup.showJavalinBanner = false;
            javalinConfig.http.prefer405over404 = true;
            javalinConfig.jetty.modifyServer(server -> server.setStopTimeout(GRACE_MILLIS));
            javalinConfig.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
            javalinConfig.routes.before(HttpServer::secure);
            javalinConfig.routes.exception(ProblemException.class, HttpServer::answer);
            javalinConfig.routes.exception(HttpResponseException.class, HttpServer::answer);
            javalinConfig.routes.exception(Exception.class, HttpServer::answer);
            Routes routes = new Routes(javalinConfig, gate);
            service.accept(routes);
            addOwn(routes, name, health, metrics);
        });
        javalin.start(config.host(), config.port());
        return new HttpServer(javalin, new HttpConfig(config.host(), javalin.port()));
    }

    /** What every service has. Added last, as the description tells all that came before it. */
    private static void addOwn(Routes routes, String name, Health health, PrometheusMeterRegistry metrics) {
        routes.add(
                probe("/livez", "Whether the process works; restart it if not"),
                context -> report(context, health.live()));
        routes.add(probe("/readyz", "Whether it can do its work now"), context -> report(context, health.ready()));
        routes.add(
                own("/metrics", "Its metrics, for Prometheus")
                        .answers(200, "text/plain", Shape.text(), "Text format 0.0.4"),
                context -> scrape(context, metrics));
        String[] document = new String[1];
        routes.add(
                own("/openapi.json", "This description").answers(Shape.map(Shape.any())),
                context -> context.contentType("application/json").result(document[0]));
        document[0] = new OpenApi(name, routes.operations()).toJson();
    }

    private static Operation own(String path, String summary) {
        return Operation.get(path, summary).access(Access.ANYONE).tolerant();
    }

    private static Operation probe(String path, String summary) {
        Shape report = Shape.object()
                .has("status", Shape.oneOf("up", "down"))
                .has("checks", Shape.map(Shape.text()))
                .named("HealthReport");
        return own(path, summary)
                .answers(200, "application/json", report, "It is")
                .answers(503, "application/json", report, "It is not; the checks say why");
    }

    /** The port that is listened on. */
    public int port() {
        return address.port();
    }

    /** The address for a client on this machine. */
    public URI uri() {
        String host = address.host().equals("0.0.0.0") ? "127.0.0.1" : address.host();
        return URI.create("http://" + host + ":" + port() + "/");
    }

    @Override
    public void close() {
        javalin.stop();
    }

    /** Headers that do no harm on any answer; a page sets its own content policy over this one. */
    private static void secure(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    private static void report(Context context, HealthReport report) {
        StringWriter json = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            out.writeStringField("status", report.healthy() ? "up" : "down");
            out.writeObjectFieldStart("checks");
            for (Map.Entry<String, String> check : report.checks().entrySet()) {
                out.writeStringField(check.getKey(), check.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.status(report.healthy() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(json.toString());
    }

    private static void scrape(Context context, PrometheusMeterRegistry metrics) {
        String contentType = "text/plain; version=0.0.4; charset=utf-8";
        context.contentType(contentType).result(metrics.scrape(contentType));
    }

    private static void answer(ProblemException failure, Context context) {
        if (failure.problem().status() >= 500 && failure.getCause() != null) {
            LOG.warn("Answered {} to {}", failure.problem().code(), context.path(), failure);
        }
        failure.headers().forEach(context::header);
        failure.problem().answer(context);
    }

    /** Javalin's own refusals: no such path, wrong method, too large. */
    private static void answer(HttpResponseException failure, Context context) {
        HttpStatus status = HttpStatus.forStatus(failure.getStatus());
        String code = status.getMessage().toLowerCase(Locale.ROOT).replace(' ', '-');
        new Problem(failure.getStatus(), code, status.getMessage()).answer(context);
    }

    private static void answer(Exception failure, Context context) {
        LOG.error("A request to {} failed", context.path(), failure);
        new Problem(500, "internal-error", "Internal error", "The cause is in the service's log.").answer(context);
    }
}
