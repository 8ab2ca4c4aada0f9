package dev.dateline.publish.rejected;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.publish.rejected.Way.Skip;
import dev.dateline.publish.rejected.Way.Target;
import dev.dateline.publish.rejected.Way.To;
import dev.dateline.publish.store.RejectedPlace;
import dev.dateline.publish.store.RejectedReader.Line;
import dev.dateline.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Says of each refused record where it goes, or why not. A record goes back to where the stage that refused it reads.
 *
 * @param doorOpen whether it is known where ingest is
 * @param limit refused again so often, a record is passed over
 * @param forced whether what was replayed before, or refused too often, goes nevertheless
 * @param beginnings the first offset that Kafka still has of a partition
 */
record Ways(boolean doorOpen, int limit, boolean forced, ToLongFunction<TopicPartition> beginnings) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INGEST = "ingest";
    private static final String PUBLISH = "publish";

    /** Of these ingest keeps only the beginning, or not what would be needed to read them. */
    private static final Set<String> NOT_WHOLE =
            Set.of("request-too-large", "too-large", "bad-content-encoding", "unsupported-content-encoding");

    Way of(Line line) {
        if (line.retaken() != null) {
            return new Skip("taken", "the read model has it by now");
        }
        if (!forced && line.lastReplay() != null) {
            return new Skip(
                    "replayed-before",
                    "a replay took it up before, and what was refused of that stands here anew; force sends it once more");
        }
        if (!forced && line.replayed() >= limit) {
            return new Skip(
                    "refused-too-often",
                    "it was replayed " + line.replayed() + " times and refused each time; mend the cause, then force");
        }
        return switch (line.stage()) {
            case INGEST -> byIngest(line);
            case PUBLISH -> byPublish(line);
            default -> byEnrich(line);
        };
    }

    private Way byIngest(Line line) {
        if (!doorOpen) {
            return new Skip("no-ingest", "it is not known where ingest is: set publish.ingest.url");
        }
        if (line.feed() == null) {
            return new Skip("no-feed", "it does not say which feed it came from");
        }
        if (!forced && NOT_WHOLE.contains(line.reason())) {
            return new Skip(
                    "not-whole",
                    "only the beginning of what is too large is kept, and no content encoding: ask the feed");
        }
        return present(Target.INGEST, line.place());
    }

    private Way byEnrich(Line line) {
        RejectedPlace source = source(line.errors());
        if (source == null) {
            return new Skip("no-source", "it does not say where it was read from");
        }
        if (!source.topic().equals(Topics.RAW.name())) {
            return new Skip(
                    "other-readers",
                    "it was read from a topic that others read too, and would be counted twice if it stood there again");
        }
        return present(Target.NEWS_RAW, source);
    }

    private Way byPublish(Line line) {
        if (!line.place().topic().equals(Topics.ENRICHED.name())) {
            return new Skip("a-state", "it tells a state, of which the next one on its topic takes the place");
        }
        return present(Target.READ_MODEL, line.place());
    }

    private Way present(Target target, RejectedPlace source) {
        return source.offset() < beginnings.applyAsLong(source.topicPartition())
                ? new Skip("gone", "Kafka no longer has it: it is older than its topic keeps records")
                : new To(target, source);
    }

    /** Where Kafka Streams read a record that it set aside; null if it does not say. */
    static @Nullable RejectedPlace source(@Nullable String errors) {
        if (errors == null) {
            return null;
        }
        try {
            JsonNode said = JSON.readTree(errors);
            Optional<RejectedPlace> place =
                    RejectedPlace.parse(said.path("topic").asText() + ":"
                            + said.path("partition").asText() + ":"
                            + said.path("offset").asText());
            return place.orElse(null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The read model holds errors that are no JSON", e);
        }
    }
}
