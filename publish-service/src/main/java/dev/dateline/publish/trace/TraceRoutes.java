package dev.dateline.publish.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.publish.api.JsonAnswer;
import dev.dateline.publish.api.QueryParameters;
import dev.dateline.publish.operations.PipelineWatch;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.TraceReader;
import dev.dateline.publish.store.TraceReader.Delivered;
import dev.dateline.publish.store.TraceReader.Refused;
import dev.dateline.publish.store.TraceReader.Stored;
import dev.dateline.publish.trace.RawTopic.Found;
import dev.dateline.publish.trace.RawTopic.Original;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.CanonicalUrl;
import dev.dateline.schemas.Groups;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code /v1/trace}: the way of an article through every stage, found by id, address or words, also where it came nowhere;
 * {@code /v1/raw/...}: the item as it arrived. The text of what was killed is shown by neither.
 */
public final class TraceRoutes implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_ARTICLES = 10;
    private static final int MOST_DELIVERIES = 50;
    private static final int REFUSED_LOOKED_AT = 2_000;

    /** What was read so short ago may still be between the stages, whatever the last look at them said. */
    private static final Duration STILL_MOVING = Duration.ofSeconds(10);

    private static final Parameter.Whole BYTES =
            new Parameter.Whole("bytes", 64 * 1024, 0, 8 * 1024 * 1024, "How much of the item to give.");

    private static final Parameter ID = Parameter.query("id", text(200), "The article's id.");
    private static final Parameter URL =
            Parameter.query("url", text(2_000), "Its address, in whatever form: tracking parameters do not matter.");
    private static final Parameter WORDS =
            Parameter.query("q", text(500), "Words of its title or text, as /v1/articles takes them.");

    private static final Shape REFUSED = Shape.object()
            .has("topic", Shape.text().says("Where its bytes lie."))
            .has("partition", Shape.whole())
            .has("offset", Shape.whole())
            .has("stage", Shape.text())
            .has("reason", Shape.text())
            .mayHave("detail", Shape.text())
            .mayHave("feed", Shape.text())
            .mayHave("received", Shape.instant())
            .has("rejected", Shape.instant())
            .has("size", Shape.whole())
            .named("TraceRefusal");

    private static final Shape ARRIVAL = Shape.object()
            .has("partition", Shape.whole().says("Of news.raw."))
            .has("offset", Shape.whole())
            .has("written", Shape.instant())
            .mayHave("feed", Shape.text())
            .mayHave("contentType", Shape.text())
            .mayHave("contentHash", Shape.text())
            .has("size", Shape.whole().says("Bytes of the item as it arrived."))
            .mayHave("original", Shape.text().says("Where the item as it arrived is to be had."))
            .has("outcome", values(Trace.Outcome.values(), Trace.Outcome::text))
            .mayHave("before", Shape.whole().says("How many records of its partition are to be read before it."))
            .mayHave("refused", REFUSED)
            .named("Arrival");

    private static final Shape DELIVERY = Shape.object()
            .has("subscription", Shape.text())
            .has("url", Shape.text())
            .has("seq", Shape.whole())
            .has("type", Shape.text())
            .has("state", Shape.text())
            .has("attempts", Shape.whole())
            .has("created", Shape.instant())
            .mayHave("finished", Shape.instant())
            .mayHave("lastAttempt", Shape.instant())
            .mayHave("lastStatus", Shape.whole())
            .mayHave("lastError", Shape.text())
            .named("TraceDelivery");

    private static final Shape TRACE = Shape.object()
            .has("id", Shape.text())
            .has("state", values(Trace.State.values(), Trace.State::text))
            .has("says", Shape.text())
            .mayHave("feed", Shape.text())
            .mayHave("title", Shape.text())
            .mayHave("url", Shape.text())
            .mayHave("revision", Shape.whole())
            .mayHave("changed", Shape.list(Shape.text()))
            .mayHave("seq", Shape.whole().says("Its place in the order of publication."))
            .mayHave("story", Shape.text())
            .mayHave("copyOf", Shape.text())
            .mayHave("analyzer", Shape.text().says("What read it, and in which version."))
            .mayHave("received", Shape.instant())
            .mayHave("enriched", Shape.instant())
            .mayHave("placed", Shape.instant().says("When it was put into its story."))
            .mayHave("stored", Shape.instant())
            .has("raw", Shape.list(ARRIVAL).says("Its records on news.raw that were found, the oldest first."))
            .has(
                    "deliveries",
                    Shape.list(DELIVERY).says("Of the revision that stands, and the first and last before it."))
            .named("Trace");

    private static final Shape ANSWER = Shape.object()
            .has("items", Shape.list(TRACE))
            .has("rejected", Shape.list(REFUSED).says("What was refused before it had an id, and says this."))
            .has(
                    "looked",
                    Shape.object()
                            .has("records", Shape.whole().says("Records of news.raw that were looked at."))
                            .has("whole", Shape.bool().says("Whether that is all there is that could be it."))
                            .has("says", Shape.text())
                            .named("Looked"));

    private static final Shape ORIGINAL = Shape.object()
            .has("id", Shape.text())
            .has("partition", Shape.whole())
            .has("offset", Shape.whole())
            .has("written", Shape.instant())
            .mayHave("contentType", Shape.text())
            .mayHave("title", Shape.text().says("As ingest read it; missing where the record cannot be decoded."))
            .mayHave("body", Shape.text().says("As ingest read it; missing where the record cannot be decoded."))
            .has("kept", Shape.bool().says("False where the item was not kept, and these are the record's own bytes."))
            .has("size", Shape.whole())
            .has("original", Shape.text().with("contentEncoding", "base64").says("Its first bytes."))
            .named("RawItem");

    private final TraceReader reader;
    private final ArticleReader articles;
    private final PipelineWatch watch;
    private final RawTopic topic;
    private final Clock clock;

    /** Routes that ask these. */
    public TraceRoutes(
            KafkaSettings kafka, TraceReader reader, ArticleReader articles, PipelineWatch watch, Clock clock) {
        this.reader = reader;
        this.articles = articles;
        this.watch = watch;
        this.topic = new RawTopic(kafka);
        this.clock = clock;
    }

    private static Shape text(int longest) {
        return Shape.text().with("minLength", 1).with("maxLength", longest);
    }

    private static <E> Shape values(E[] all, Function<E, String> name) {
        return Shape.oneOf(Arrays.stream(all).map(name).toArray(String[]::new));
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get("/v1/trace", "The way of an article through every stage; exactly one of the parameters")
                        .takes(ID, URL, WORDS)
                        .conditional()
                        .answers(ANSWER),
                this::trace);
        routes.add(
                Operation.get("/v1/raw/{partition}/{offset}", "An item as it arrived")
                        .takes(Parameter.path("partition", "The partition of news.raw"))
                        .takes(Parameter.path("offset", "The offset in it"))
                        .takes(BYTES)
                        .conditional()
                        .answers(ORIGINAL)
                        .problem(404, "no-such-record", "There is no such record on news.raw, or no more")
                        .problem(410, "article-killed", "Its feed took it back")
                        .problem(503, "kafka-away", "Kafka cannot be asked now"),
                this::original);
    }

    private void trace(Context context) {
        QueryParameters parameters = new QueryParameters(context);
        Optional<String> id = parameters.one("id").map(String::strip);
        Optional<String> url = parameters.one("url").map(String::strip);
        Optional<String> words = parameters.one("q").map(String::strip);
        if (Stream.of(id, url, words).filter(Optional::isPresent).count() != 1) {
            throw QueryParameters.refusal("id", "or url or q must be given, exactly one of the three");
        }
        Map<String, Stored> stored = new LinkedHashMap<>();
        Found found;
        List<Refused> rejected = List.of();
        if (id.isPresent()) {
            reader.article(id.orElseThrow()).ifPresent(one -> stored.put(one.id(), one));
            Optional<Instant> received = stored.values().stream()
                    .findFirst()
                    .flatMap(one -> instant(json(one).at("/times/received")));
            found = topic.ofArticle(id.orElseThrow(), received);
        } else if (url.isPresent()) {
            String asked = url.orElseThrow();
            reader.articlesAt(asked, MOST_ARTICLES).forEach(one -> stored.put(one.id(), one));
            String canonical = CanonicalUrl.of(asked);
            found = topic.newest((record, article) -> stored.containsKey(record.id())
                    || asked.equals(record.url())
                    || (canonical != null && canonical.equals(record.url())));
            rejected = reader.refusedWith(asked, REFUSED_LOOKED_AT, MOST_ARTICLES);
        } else {
            String asked = words.orElseThrow();
            articles.before(new QueryParameters(Map.of("q", List.of(asked))).filter(), Long.MAX_VALUE, MOST_ARTICLES)
                    .forEach(item -> article(item.record()).ifPresent(one -> stored.put(one.id(), one)));
            List<String> all = words(asked);
            found = topic.newest((record, article) -> stored.containsKey(record.id())
                    || (!all.isEmpty() && article.map(raw -> says(raw, all)).orElse(false)));
            rejected = reader.refusedWith(asked, REFUSED_LOOKED_AT, MOST_ARTICLES);
        }
        answer(context, traces(stored, found), rejected, found);
    }

    private Optional<Stored> article(String record) {
        return reader.article(parse(record).at("/article/id").asText());
    }

    /** The words that all must be there, without what belongs to the form of a query. */
    private static List<String> words(String query) {
        return Arrays.stream(query.toLowerCase(Locale.ROOT).replace("\"", " ").split("\\s+"))
                .filter(word -> !word.isEmpty() && !word.startsWith("-") && !word.equals("or"))
                .toList();
    }

    private static boolean says(RawArticle article, List<String> words) {
        String text = (article.getTitle() + " " + article.getSummary().orElse("") + " " + article.getBody())
                .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    private List<Trace> traces(Map<String, Stored> stored, Found found) {
        Map<TopicPartition, Long> read = watch.committed(Groups.ENRICH);
        boolean workedOff = watch.workedOff();
        Instant moving = clock.instant().minus(STILL_MOVING);
        List<Refused> refused =
                found.hits().isEmpty() ? List.of() : reader.refusedOf(Topics.RAW.name(), REFUSED_LOOKED_AT);
        Collection<String> ids = Stream.concat(
                        stored.keySet().stream(), found.hits().stream().map(RawRecord::id))
                .distinct()
                .limit(MOST_ARTICLES)
                .toList();
        return ids.stream()
                .map(id -> {
                    // One that was found on the topic alone may be with readers by now.
                    Stored one = stored.containsKey(id)
                            ? stored.get(id)
                            : reader.article(id).orElse(null);
                    return Trace.of(
                            id,
                            one,
                            one == null
                                    ? null
                                    : json(one).at("/article/contentHash").asText(null),
                            found.hits().stream()
                                    .filter(hit -> hit.id().equals(id))
                                    .toList(),
                            read,
                            record -> workedOff && record.written().isBefore(moving),
                            refused,
                            article -> reader.deliveries(article.id(), article.seq(), MOST_DELIVERIES));
                })
                .toList();
    }

    private static void answer(Context context, List<Trace> traces, List<Refused> rejected, Found found) {
        JsonAnswer.object(context, out -> {
            out.writeArrayFieldStart("items");
            for (Trace trace : traces) {
                write(out, trace);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("rejected");
            for (Refused refused : rejected) {
                write(out, refused);
            }
            out.writeEndArray();
            out.writeObjectFieldStart("looked");
            out.writeNumberField("records", found.records());
            out.writeBooleanField("whole", found.whole());
            out.writeStringField("says", looked(found));
            out.writeEndObject();
        });
    }

    private static String looked(Found found) {
        if (found.trouble() != null) {
            return "news.raw could not be looked at: " + found.trouble() + ".";
        }
        return found.whole()
                ? "All of news.raw that could be it was looked at, and the newest " + REFUSED_LOOKED_AT
                        + " that were refused."
                : "The newest of news.raw were looked at, " + RawTopic.MOST_RECORDS + " records and "
                        + RawTopic.LONGEST.toSeconds()
                        + " s at most, not all; older records are not shown. The id finds"
                        + " the most.";
    }

    private static void write(JsonGenerator out, Trace trace) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", trace.id());
        out.writeStringField("state", trace.state().text());
        out.writeStringField("says", trace.says());
        Stored stored = trace.stored();
        if (stored != null) {
            writeStored(out, stored);
        } else if (!trace.raw().isEmpty()) {
            RawRecord record = trace.raw().getLast().record();
            JsonAnswer.field(out, "feed", record.feed());
            JsonAnswer.field(out, "title", record.title());
            JsonAnswer.field(out, "url", record.url());
            JsonAnswer.field(out, "received", record.written());
        }
        boolean killed = stored != null && stored.killed();
        out.writeArrayFieldStart("raw");
        for (Trace.Arrival arrival : trace.raw()) {
            write(out, arrival, killed);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("deliveries");
        for (Delivered delivered : trace.deliveries()) {
            write(out, delivered);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeStored(JsonGenerator out, Stored stored) throws IOException {
        JsonNode json = json(stored);
        copy(out, json, "feed", "/article/feed");
        if (!stored.killed()) {
            copy(out, json, "title", "/article/title");
            copy(
                    out,
                    json,
                    "url",
                    json.at("/article/canonicalUrl").isTextual() ? "/article/canonicalUrl" : "/article/url");
        }
        out.writeNumberField("revision", stored.revision());
        out.writeArrayFieldStart("changed");
        for (JsonNode field : json.path("changed")) {
            out.writeString(field.asText());
        }
        out.writeEndArray();
        out.writeNumberField("seq", stored.seq());
        copy(out, json, "story", "/story");
        copy(out, json, "copyOf", "/copyOf");
        copy(out, json, "analyzer", "/analyzer");
        copy(out, json, "received", "/times/received");
        copy(out, json, "enriched", "/times/enriched");
        copy(out, json, "placed", "/times/placed");
        copy(out, json, "stored", "/times/stored");
    }

    private static void copy(JsonGenerator out, JsonNode json, String name, String pointer) throws IOException {
        JsonNode value = json.at(pointer);
        JsonAnswer.field(out, name, value.isTextual() ? value.asText() : null);
    }

    private static void write(JsonGenerator out, Trace.Arrival arrival, boolean killed) throws IOException {
        RawRecord record = arrival.record();
        out.writeStartObject();
        out.writeNumberField("partition", record.partition().partition());
        out.writeNumberField("offset", record.offset());
        JsonAnswer.field(out, "written", record.written());
        JsonAnswer.field(out, "feed", record.feed());
        JsonAnswer.field(out, "contentType", record.contentType());
        JsonAnswer.field(out, "contentHash", record.contentHash());
        out.writeNumberField("size", record.size());
        if (!killed) {
            out.writeStringField("original", "/v1/raw/" + record.partition().partition() + "/" + record.offset());
        }
        out.writeStringField("outcome", arrival.outcome().text());
        if (arrival.outcome() == Trace.Outcome.WAITING) {
            out.writeNumberField("before", arrival.before());
        }
        Refused refused = arrival.refused();
        if (refused != null) {
            out.writeFieldName("refused");
            write(out, refused);
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Refused refused) throws IOException {
        out.writeStartObject();
        out.writeStringField("topic", refused.topic());
        out.writeNumberField("partition", refused.partition());
        out.writeNumberField("offset", refused.offset());
        out.writeStringField("stage", refused.stage());
        out.writeStringField("reason", refused.reason());
        JsonAnswer.field(out, "detail", refused.detail());
        JsonAnswer.field(out, "feed", refused.feed());
        JsonAnswer.field(out, "received", refused.received());
        JsonAnswer.field(out, "rejected", refused.rejected());
        out.writeNumberField("size", refused.size());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Delivered delivered) throws IOException {
        out.writeStartObject();
        out.writeStringField("subscription", delivered.subscription());
        out.writeStringField("url", delivered.url());
        out.writeNumberField("seq", delivered.seq());
        out.writeStringField("type", delivered.type());
        out.writeStringField("state", delivered.state());
        out.writeNumberField("attempts", delivered.attempts());
        JsonAnswer.field(out, "created", delivered.created());
        JsonAnswer.field(out, "finished", delivered.finished());
        JsonAnswer.field(out, "lastAttempt", delivered.lastAttempt());
        Integer status = delivered.lastStatus();
        if (status != null) {
            out.writeNumberField("lastStatus", status);
        }
        JsonAnswer.field(out, "lastError", delivered.lastError());
        out.writeEndObject();
    }

    private void original(Context context) throws InterruptedException {
        int bytes = new QueryParameters(context).whole(BYTES);
        Original item = found(context);
        if (reader.article(item.record().id()).map(Stored::killed).orElse(false)) {
            throw new ProblemException(
                    new Problem(410, "article-killed", "Article killed", "Its feed took this article back."));
        }
        RawRecord record = item.record();
        JsonAnswer.object(context, out -> {
            out.writeStringField("id", record.id());
            out.writeNumberField("partition", record.partition().partition());
            out.writeNumberField("offset", record.offset());
            JsonAnswer.field(out, "written", record.written());
            JsonAnswer.field(out, "contentType", record.contentType());
            JsonAnswer.field(out, "title", record.title());
            JsonAnswer.field(out, "body", item.body());
            out.writeBooleanField("kept", item.kept());
            out.writeNumberField("size", item.bytes().length);
            out.writeBinaryField("original", Arrays.copyOf(item.bytes(), Math.min(bytes, item.bytes().length)));
        });
    }

    private Original found(Context context) throws InterruptedException {
        String partition = context.pathParam("partition");
        String offset = context.pathParam("offset");
        Optional<Original> found = Optional.empty();
        if (partition.matches("\\d{1,6}") && offset.matches("\\d{1,18}")) {
            try {
                found = topic.original(Integer.parseInt(partition), Long.parseLong(offset));
            } catch (KafkaException e) {
                throw new ProblemException(
                        new Problem(503, "kafka-away", "Kafka cannot be asked now", "Ask again in a moment."),
                        Map.of("Retry-After", "2"),
                        e);
            }
        }
        return found.orElseThrow(() -> new ProblemException(new Problem(
                404,
                "no-such-record",
                "No such record",
                "There is no record at offset " + offset + " of news.raw-" + partition + ", or it is no more kept.")));
    }

    private static JsonNode json(Stored stored) {
        return parse(stored.record());
    }

    private static JsonNode parse(String record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The read model holds JSON", e);
        }
    }

    private static Optional<Instant> instant(JsonNode time) {
        return time.isTextual() ? Optional.of(Instant.parse(time.asText())) : Optional.empty();
    }

    @Override
    public void close() {
        topic.close();
    }
}
