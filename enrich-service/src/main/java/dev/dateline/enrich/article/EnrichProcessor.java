package dev.dateline.enrich.article;

import dev.dateline.enrich.story.Fingerprints;
import dev.dateline.enrich.story.Report;
import dev.dateline.runtime.events.HeaderText;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.ArticleVersion;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Turns each content that is new under its article id into the next revision of the enriched article; counts the rest as
 * duplicates. Either way the ledger is told. A killed article gets a last revision that says so, and is taken from the topics
 * some time after it.
 */
final class EnrichProcessor implements Processor<String, RawArticle, String, Object> {

    private final ArticleEnricher enricher;
    private final Duration killedKept;
    private final EnrichMetrics metrics;

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls before the first record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, ArticleVersion> versions;

    @SuppressWarnings("NullAway.Init")
    private KilledArticles killed;

    /** A processor that takes killed articles from the topics after the time given. */
    EnrichProcessor(ArticleEnricher enricher, Duration killedKept, EnrichMetrics metrics) {
        this.enricher = enricher;
        this.killedKept = killedKept;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.versions = context.getStateStore(EnrichTopology.VERSIONS_STORE);
        this.killed = new KilledArticles(context.getStateStore(EnrichTopology.KILLED_STORE), killedKept);
        context.schedule(KilledArticles.LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::takeDown);
    }

    @Override
    public void process(Record<String, RawArticle> record) {
        RawArticle article = checked(record);
        @Nullable ArticleVersion known = versions.get(article.getId());
        switch (Revisions.judge(known, article)) {
            case Revisions.Duplicate() -> {
                metrics.duplicate();
                tellLedger(record, Outcome.Kind.DUPLICATE);
            }
            case Revisions.Withheld() -> {
                metrics.withheld();
                tellLedger(record, Outcome.Kind.DUPLICATE);
            }
            case Revisions.Next next -> publish(record, next, known == null ? List.of() : known.getFlashpoints());
        }
    }

    private void publish(Record<String, RawArticle> record, Revisions.Next next, List<String> former) {
        RawArticle article = record.value();
        EnrichedArticle enriched = read(article, next);
        SortedSet<String> flashpoints = AboutFlashpoints.now(enriched);
        flashpoints.addAll(former);
        versions.put(article.getId(), Revisions.version(article, next.number(), flashpoints));
        if (article.getSignal() == Signal.KILL) {
            killed.add(article.getId(), article.getReceived());
        }
        // The original bytes stay on news.raw, where whoever needs them finds them under the same key.
        Record<String, Object> revision =
                record.withValue(new ArticleReport(enriched, Fingerprints.of(Report.of(enriched))));
        revision.headers().remove(Headers.ORIGINAL);
        AboutFlashpoints.writeFormer(former, revision.headers());
        writePartition(revision.headers());
        context.forward(revision);
        metrics.published(enriched);
        tellLedger(record, Outcome.Kind.PUBLISHED);
    }

    private void takeDown(long now) {
        for (String id : killed.due(now)) {
            RecordHeaders headers = new RecordHeaders();
            @Nullable ArticleVersion known = versions.get(id);
            AboutFlashpoints.writeFormer(known == null ? List.of() : known.getFlashpoints(), headers);
            writePartition(headers);
            context.forward(new Record<>(id, null, now, headers));
        }
    }

    /** So that what was read of several partitions can be put in order. */
    private void writePartition(org.apache.kafka.common.header.Headers headers) {
        HeaderText.put(
                headers,
                Headers.RAW_PARTITION,
                Integer.toString(context.taskId().partition()));
    }

    private static RawArticle checked(Record<String, RawArticle> record) {
        @Nullable RawArticle article = record.value();
        if (article == null) {
            throw new UnreadableArticleException(
                    "the record has no value; push an article with the signal kill instead");
        }
        if (!article.getId().equals(record.key())) {
            throw new UnreadableArticleException("the record's key is " + record.key() + ", its article's id is "
                    + article.getId() + "; records of news.raw are keyed by article id");
        }
        return article;
    }

    private EnrichedArticle read(RawArticle article, Revisions.Next next) {
        try {
            return enricher.enrich(
                    article, next.number(), next.changed(), Instant.ofEpochMilli(context.currentSystemTimeMs()));
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever one text does to the analysis, the next article must pass.
            throw new UnreadableArticleException("the analysis failed on this article", e);
        }
    }

    private void tellLedger(Record<String, RawArticle> record, Outcome.Kind kind) {
        RawArticle article = record.value();
        context.forward(record.withValue(new Outcome(article.getFeed(), article.getReceived(), kind)));
    }
}
