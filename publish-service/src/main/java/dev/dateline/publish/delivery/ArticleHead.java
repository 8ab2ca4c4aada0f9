package dev.dateline.publish.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What deliveries need of an article's JSON.
 *
 * @param id its id
 * @param backfill whether it came as history, which alerts nobody
 * @param received when ingest took it
 */
record ArticleHead(String id, boolean backfill, Optional<Instant> received) {

    private static final Logger LOG = LoggerFactory.getLogger(ArticleHead.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    static ArticleHead of(String record) {
        try {
            JsonNode article = JSON.readTree(record).path("article");
            return new ArticleHead(
                    article.path("id").asText(),
                    article.path("lane").asText().equalsIgnoreCase("backfill"),
                    instant(article.path("received").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the read model holds what is no JSON", e);
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            LOG.debug("An article without its receipt", e);
            return Optional.empty();
        }
    }
}
