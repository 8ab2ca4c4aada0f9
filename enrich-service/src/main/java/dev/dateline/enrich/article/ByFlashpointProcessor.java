package dev.dateline.enrich.article;

import dev.dateline.enrich.flashpoint.FlashpointTopics;
import dev.dateline.runtime.events.HeaderText;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One record for each flashpoint that an article is about or was, and whose topic is there; a header names it. So who reads the
 * topic of one flashpoint hears of corrections, kills and the end of what was told there.
 */
final class ByFlashpointProcessor implements Processor<String, EnrichedArticle, String, EnrichedArticle> {

    private final FlashpointTopics topics;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, EnrichedArticle> context;

    ByFlashpointProcessor(FlashpointTopics topics) {
        this.topics = topics;
    }

    @Override
    public void init(ProcessorContext<String, EnrichedArticle> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, EnrichedArticle> record) {
        SortedSet<String> flashpoints = AboutFlashpoints.now(record.value());
        flashpoints.addAll(AboutFlashpoints.former(record.headers()));
        for (String flashpoint : flashpoints) {
            if (topics.isOpen(flashpoint)) {
                RecordHeaders headers = new RecordHeaders(record.headers());
                headers.add(Headers.FLASHPOINT, flashpoint.getBytes(StandardCharsets.UTF_8));
                context.forward(record.withHeaders(headers));
            }
        }
    }

    /** The topic of the flashpoint that a record's header names. */
    static String topic(String key, EnrichedArticle article, RecordContext record) {
        String flashpoint = HeaderText.of(record.headers(), Headers.FLASHPOINT);
        return Topics.flashpoint(Objects.requireNonNull(flashpoint, "the header that was added above"))
                .name();
    }
}
