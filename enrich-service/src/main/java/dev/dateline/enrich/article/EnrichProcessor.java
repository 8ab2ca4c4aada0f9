package dev.dateline.enrich.article;

import dev.dateline.schemas.ArticleVersion;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Topics;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Turns each content that is new under its article id into the next revision of the enriched article; counts the rest as
 * duplicates. Either way the ledger is told.
 */
final class EnrichProcessor implements Processor<String, RawArticle, String, Object> {

    private final ArticleEnricher enricher;
    private final EnrichMetrics metrics;

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls before the first record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, ArticleVersion> versions;

    EnrichProcessor(ArticleEnricher enricher, EnrichMetrics metrics) {
        this.enricher = enricher;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.versions = context.getStateStore(EnrichTopology.VERSIONS_STORE);
    }

    @Override
    public void process(Record<String, RawArticle> record) {
        RawArticle article = checked(record);
        ArticleVersion known = versions.get(article.getId());
        if (known != null && known.getContentHash().equals(article.getContentHash())) {
            metrics.duplicate();
            tellLedger(record, Outcome.Kind.DUPLICATE);
            return;
        }
        EnrichedArticle enriched = read(article, known == null ? 1 : known.getRevision() + 1);
        versions.put(article.getId(), new ArticleVersion(enriched.getRevision(), article.getContentHash()));
        // The original bytes stay on news.raw, where whoever needs them finds them under the same key.
        Record<String, Object> revision = record.withValue(enriched);
        revision.headers().remove(Headers.ORIGINAL);
        context.forward(revision, Topics.ENRICHED.name());
        context.forward(revision, EnrichTopology.BY_FLASHPOINT);
        metrics.published(enriched);
        tellLedger(record, Outcome.Kind.PUBLISHED);
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

    private EnrichedArticle read(RawArticle article, int revision) {
        try {
            return enricher.enrich(article, revision, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        } catch (RuntimeException e) {
            // Whatever one text does to the analysis, the next article must pass.
            throw new UnreadableArticleException("the analysis failed on this article", e);
        }
    }

    private void tellLedger(Record<String, RawArticle> record, Outcome.Kind kind) {
        RawArticle article = record.value();
        context.forward(
                record.withValue(new Outcome(article.getFeed(), article.getReceived(), kind)), EnrichTopology.LEDGER);
    }
}
