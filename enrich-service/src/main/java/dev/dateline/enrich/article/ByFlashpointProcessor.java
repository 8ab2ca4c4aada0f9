package dev.dateline.enrich.article;

import dev.dateline.enrich.flashpoint.FlashpointTopics;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** One record for each flashpoint that an article is about, and whose topic is there; a header names it. */
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
        for (Tag flashpoint : record.value().getFlashpoints()) {
            if (flashpoint.getAbout().orElse(false) && topics.isOpen(flashpoint.getId())) {
                RecordHeaders headers = new RecordHeaders(record.headers());
                headers.add(Headers.FLASHPOINT, flashpoint.getId().getBytes(StandardCharsets.UTF_8));
                context.forward(record.withHeaders(headers));
            }
        }
    }

    /** The topic of the flashpoint that a record's header names. */
    static String topic(String key, EnrichedArticle article, RecordContext record) {
        byte[] flashpoint = record.headers().lastHeader(Headers.FLASHPOINT).value();
        return Topics.flashpoint(new String(flashpoint, StandardCharsets.UTF_8)).name();
    }
}
