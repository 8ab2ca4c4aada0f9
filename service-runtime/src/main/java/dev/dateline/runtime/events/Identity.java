package dev.dateline.runtime.events;

import dev.dateline.runtime.digest.Sha256;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.LedgerEntry;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.TrendRanking;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which event a record tells, and when that was.
 *
 * @param id the same for the same event, another for each other one on the same topic
 * @param time by the record; empty where it says none
 */
record Identity(String id, Optional<Instant> time) {

    private static final int CONTENT_BYTES = 16;

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

    /** Of versions of one thing that are told one after the other, which one: 128 bits of a hash of the content alone. */
    private static String content(SpecificRecord record) {
        try {
            MessageDigest digest = Sha256.begin();
            BinaryEncoder encoder = EncoderFactory.get()
                    .binaryEncoder(new DigestOutputStream(OutputStream.nullOutputStream(), digest), null);
            new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return HexFormat.of().formatHex(digest.digest(), 0, CONTENT_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
