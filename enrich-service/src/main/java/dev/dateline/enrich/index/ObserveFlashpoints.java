package dev.dateline.enrich.index;

import dev.dateline.analysis.flashpoints.Tone;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointObservation;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Sources;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One observation for each flashpoint that a live article is about. Whether an article is late is told by its own times, not
 * by the clock, so that a replay leaves out the same ones.
 */
final class ObserveFlashpoints implements Processor<String, EnrichedArticle, String, FlashpointObservation> {

    /** Longer between receipt and tags, and the article is out of its time. */
    static final Duration LATE = Duration.ofHours(24);

    private final IndexMetrics metrics;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, FlashpointObservation> context;

    ObserveFlashpoints(IndexMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, FlashpointObservation> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, EnrichedArticle> record) {
        @Nullable EnrichedArticle enriched = record.value();
        if (enriched == null) {
            if (!Topics.HORIZON_MARK.equals(record.key())) {
                metrics.leftOut(IndexMetrics.Reason.TAKEN_DOWN);
            }
            return;
        }
        RawArticle article = enriched.getArticle();
        if (article.getLane() == Lane.BACKFILL) {
            metrics.leftOut(IndexMetrics.Reason.BACKFILL);
        } else if (enriched.getRevision() > 1) {
            metrics.leftOut(IndexMetrics.Reason.REVISION);
        } else if (enriched.getTimes()
                .getEnriched()
                .isAfter(enriched.getTimes().getReceived().plus(LATE))) {
            metrics.leftOut(IndexMetrics.Reason.LATE);
        } else {
            metrics.counted();
            enriched.getFlashpoints().stream()
                    .filter(flashpoint -> flashpoint.getAbout().orElse(false))
                    .forEach(flashpoint -> observe(enriched, flashpoint));
        }
    }

    private void observe(EnrichedArticle enriched, Tag flashpoint) {
        RawArticle article = enriched.getArticle();
        FlashpointObservation observation = FlashpointObservation.newBuilder()
                .setFlashpoint(flashpoint.getId())
                .setName(flashpoint.getLabel())
                .setArticleId(article.getId())
                .setFamily(Sources.family(article))
                .setReceived(article.getReceived())
                .setCopy(enriched.getCopyOf().isPresent())
                .setTone(Tone.of(flashpoint))
                .build();
        // The time of the store that counts is the time of receipt.
        context.forward(new Record<>(
                flashpoint.getId(), observation, article.getReceived().toEpochMilli(), new RecordHeaders()));
    }
}
