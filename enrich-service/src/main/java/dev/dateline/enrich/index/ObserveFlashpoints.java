package dev.dateline.enrich.index;

import dev.dateline.analysis.flashpoints.Tone;
import dev.dateline.enrich.streams.EmptyWindowStore;
import dev.dateline.runtime.events.NewlyCounted;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointObservation;
import dev.dateline.schemas.FlashpointTone;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Sources;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * One observation for each flashpoint that a live article is about, and the same withdrawn when the article is killed. Whether an article is late is told by its own times, not
 * by the clock, so that a replay leaves out the same ones.
 */
final class ObserveFlashpoints implements Processor<String, EnrichedArticle, String, FlashpointObservation> {

    /** Longer between receipt and tags, and the article is out of its time. */
    static final Duration LATE = Duration.ofHours(24);

    /** Between article and flashpoint in a key; no id has one. */
    private static final String SEPARATOR = "\n";

    private static final String AFTER_ALL = "\uffff";

    private static final FlashpointObservation NOTHING = FlashpointObservation.newBuilder()
            .setFlashpoint("")
            .setName("")
            .setArticleId("")
            .setFamily("")
            .setReceived(Instant.EPOCH)
            .setCopy(false)
            .setTone(FlashpointTone.NEITHER)
            .build();

    private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE / 2);

    private final IndexMetrics metrics;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, FlashpointObservation> context;

    ObserveFlashpoints(IndexMetrics metrics) {
        this.metrics = metrics;
    }

    @SuppressWarnings("NullAway.Init")
    private WindowStore<String, FlashpointObservation> observed;

    @Override
    public void init(ProcessorContext<String, FlashpointObservation> context) {
        this.context = context;
        this.observed = context.getStateStore(IndexTopology.OBSERVED_STORE);
        EmptyWindowStore.begin(context, observed, NOTHING);
    }

    @Override
    public void process(Record<String, EnrichedArticle> record) {
        @Nullable EnrichedArticle enriched = record.value();
        if (enriched == null) {
            if (!Topics.HORIZON_MARK.equals(record.key())) {
                withdraw(record.key());
                metrics.leftOut(IndexMetrics.Reason.TAKEN_DOWN);
            }
            return;
        }
        RawArticle article = enriched.getArticle();
        if (article.getSignal() == Signal.KILL) {
            withdraw(record.key());
        }
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
            NewlyCounted counted = new NewlyCounted();
            counted.add(article.getReceived());
            enriched.getFlashpoints().stream()
                    .filter(flashpoint -> flashpoint.getAbout().orElse(false))
                    .forEach(flashpoint -> observe(enriched, flashpoint, counted));
        }
    }

    private void observe(EnrichedArticle enriched, Tag flashpoint, NewlyCounted counted) {
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
        observed.put(
                key(article.getId(), flashpoint.getId()),
                observation,
                article.getReceived().toEpochMilli());
        forward(observation, counted);
    }

    private static String key(String article, String flashpoint) {
        return article + SEPARATOR + flashpoint;
    }

    /** Takes back what was observed of an article; once. */
    private void withdraw(String article) {
        List<KeyValue<Windowed<String>, FlashpointObservation>> known = new ArrayList<>();
        try (KeyValueIterator<Windowed<String>, FlashpointObservation> rows =
                observed.fetch(key(article, ""), key(article, AFTER_ALL), Instant.EPOCH, EVER)) {
            // Keys of other lengths lie between in the order of such a store.
            rows.forEachRemaining(row -> {
                if (row.value.getArticleId().equals(article)) {
                    known.add(row);
                }
            });
        }
        for (KeyValue<Windowed<String>, FlashpointObservation> row : known) {
            observed.put(row.key.key(), null, row.key.window().start());
            forward(
                    FlashpointObservation.newBuilder(row.value)
                            .setWithdrawn(true)
                            .build(),
                    new NewlyCounted());
        }
    }

    private void forward(FlashpointObservation observation, NewlyCounted counted) {
        RecordHeaders headers = new RecordHeaders();
        // The first observation of an article tells of it: it is one article, of however many flashpoints.
        counted.tell(headers);
        // The time of the store that counts is the time of receipt.
        context.forward(new Record<>(
                observation.getFlashpoint(),
                observation,
                observation.getReceived().toEpochMilli(),
                headers));
    }
}
