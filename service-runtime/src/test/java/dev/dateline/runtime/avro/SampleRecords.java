package dev.dateline.runtime.avro;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import java.time.Instant;
import java.util.List;

/** Records that use every kind of field the contract has: unions, enums, nested records, lists, times, text beyond ASCII. */
final class SampleRecords {

    private static final Instant RECEIVED = Instant.parse("2026-11-24T01:02:03.456Z");

    private SampleRecords() {}

    static RawArticle raw(String id) {
        return RawArticle.newBuilder()
                .setId(id)
                .setFeed("sample")
                .setPublisher("Example Courier")
                .setTitle("Harbour “reopens” in 臺北 \uD83D\uDEA2")
                .setBody("First paragraph.\n\nSecond paragraph, with naïve spelling.")
                .setContentType("application/json")
                .setAuthors(List.of("Ada Example", "Ben Example"))
                .setPublished(Publication.newBuilder()
                        .setRaw("Tue, 24 Nov 2026 01:00:00 GMT")
                        .setInstant(Instant.parse("2026-11-24T01:00:00Z"))
                        .setConfidence(DateConfidence.STATED)
                        .build())
                .setReceived(RECEIVED)
                .setContentHash("0123456789abcdef")
                .build();
    }

    static EnrichedArticle enriched(String id) {
        Mention mention = new Mention(Field.TITLE, 21, 23, "臺北");
        Tag country = Tag.newBuilder()
                .setId("TW")
                .setLabel("Taiwan")
                .setConfidence(0.875)
                .setSalience(1.0)
                .setRule("country.name")
                .setRuleVersion("1")
                .setMentions(List.of(mention))
                .build();
        return EnrichedArticle.newBuilder()
                .setArticle(raw(id))
                .setRevision(2)
                .setAnalyzer("sample-1")
                .setCountries(List.of(country))
                .setTimes(Times.newBuilder()
                        .setReceived(RECEIVED)
                        .setEnriched(RECEIVED.plusMillis(80))
                        .build())
                .build();
    }

    static FlashpointDefinition flashpoint(String id) {
        return FlashpointDefinition.newBuilder()
                .setId(id)
                .setName("Sample Strait")
                .setVersion(1)
                .setParties(List.of("XA", "XB"))
                .setTerms(List.of(new FlashpointTerm("blockade", 0.5)))
                .setAboutThreshold(0.6)
                .setMentionThreshold(0.3)
                .setLatitude(24.5)
                .setLongitude(-119.25)
                .build();
    }
}
