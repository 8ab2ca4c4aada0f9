package dev.dateline.runtime.events;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.TrendRanking;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which event a record tells, and when that was.
 *
 * @param id the same for the same event, another for each other one on the same topic
 * @param time by the record; empty where it says none
 */
record Identity(String id, Optional<Instant> time) {

    static Identity of(SpecificRecord record) {
        return switch (record) {
            case EnrichedArticle article ->
                new Identity(
                        article.getArticle().getId() + "/" + article.getRevision(),
                        Optional.of(article.getTimes().getEnriched()));
            case RawArticle article ->
                new Identity(
                        article.getId() + "/" + article.getReceived().toEpochMilli(),
                        Optional.of(article.getReceived()));
            case Story story ->
                new Identity(
                        story.getId() + "/" + story.getLastSeen().toEpochMilli() + "/" + content(story),
                        Optional.of(story.getLastSeen()));
            case TrendRanking ranking ->
                new Identity(
                        ranking.getKind() + "/" + ranking.getWindow() + "/"
                                + ranking.getWindowEnd().toEpochMilli() + "/" + content(ranking),
                        Optional.of(ranking.getComputed()));
            case LedgerEntry entry ->
                new Identity(
                        entry.getFeed() + "/" + entry.getMinute().toEpochMilli() + "/" + entry.getPartition() + "/"
                                + (entry.getPublished() + entry.getDuplicates()),
                        Optional.of(entry.getMinute()));
            case FlashpointDefinition definition ->
                new Identity(definition.getId() + "/" + definition.getVersion(), Optional.empty());
            default -> new Identity(record.getSchema().getName() + "/" + content(record), Optional.empty());
        };
    }

    /** Of versions of one thing that are told one after the other, which one; Avro makes it of the content alone. */
    private static String content(SpecificRecord record) {
        return Integer.toHexString(record.hashCode());
    }
}
