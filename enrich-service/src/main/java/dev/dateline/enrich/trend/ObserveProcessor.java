package dev.dateline.enrich.trend;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.TagObservation;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One observation a tag of each live article; a backfill, a later revision and an old article move no trend. */
final class ObserveProcessor implements Processor<String, EnrichedArticle, String, TagObservation> {

    private final TrendMetrics metrics;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, TagObservation> context;

    ObserveProcessor(TrendMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, TagObservation> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, EnrichedArticle> record) {
        @Nullable EnrichedArticle enriched = record.value();
        if (enriched == null) {
            metrics.leftOut(TrendMetrics.Reason.TAKEN_DOWN);
            return;
        }
        RawArticle article = enriched.getArticle();
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        if (article.getLane() == Lane.BACKFILL) {
            metrics.leftOut(TrendMetrics.Reason.BACKFILL);
        } else if (enriched.getRevision() > 1) {
            metrics.leftOut(TrendMetrics.Reason.REVISION);
        } else if (article.getReceived().isBefore(now.minus(TrendWindow.LONGEST))) {
            metrics.leftOut(TrendMetrics.Reason.LATE);
        } else {
            metrics.counted();
            observe(enriched, TagKind.PEOPLE, enriched.getPeople(), record.timestamp());
            observe(enriched, TagKind.ORGANISATIONS, enriched.getOrganisations(), record.timestamp());
            observe(enriched, TagKind.PLACES, enriched.getPlaces(), record.timestamp());
            observe(enriched, TagKind.COUNTRIES, enriched.getCountries(), record.timestamp());
            observe(enriched, TagKind.TOPICS, enriched.getTopics(), record.timestamp());
            observe(enriched, TagKind.FLASHPOINTS, enriched.getFlashpoints(), record.timestamp());
        }
    }

    private void observe(EnrichedArticle enriched, TagKind kind, List<Tag> tags, long timestamp) {
        RawArticle article = enriched.getArticle();
        for (Tag tag : tags) {
            if (tag.getAbout().orElse(true)) {
                TagObservation observation = TagObservation.newBuilder()
                        .setKind(kind)
                        .setId(tag.getId())
                        .setLabel(tag.getLabel())
                        .setArticleId(article.getId())
                        .setPublisher(article.getPublisher().orElse(article.getFeed()))
                        .setReceived(article.getReceived())
                        .build();
                context.forward(
                        new Record<>(Rankings.key(kind, tag.getId()), observation, timestamp, new RecordHeaders()));
            }
        }
    }
}
