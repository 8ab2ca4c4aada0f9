package dev.dateline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ParseOptions;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.publish.format.ArticleFormat;
import dev.dateline.publish.format.FeedFormat;
import dev.dateline.publish.format.FeedPage;
import dev.dateline.publish.format.NewsItem;
import dev.dateline.publish.format.Stix;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.RecordJson;
import dev.dateline.schemas.Signal;
import dev.dateline.schemas.Story;
import dev.dateline.schemas.StoryMember;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we publish, ingest reads back; it stands here because the command line alone sees both services. */
class OutgoingFormatsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant PUBLISHED = Instant.parse("2026-11-24T08:15:30Z");
    private static final Instant RECEIVED = Instant.parse("2026-11-24T09:30:15Z");
    private static final String BODY =
            "The harbour of Reykjavik & its \"old\" pier: 3 < 5, 5 > 3.\n\nSecond paragraph, 中文, 😀.";

    private final ItemParser ingest = new ItemParser(ParseOptions.STANDARD);

    private static Tag tag(String id, String label) {
        return Tag.newBuilder()
                .setId(id)
                .setLabel(label)
                .setConfidence(0.876)
                .setSalience(0.5)
                .setRule("test")
                .setRuleVersion("1")
                .build();
    }

    private static EnrichedArticle article(String title, String body) {
        return EnrichedArticle.newBuilder()
                .setArticle(RawArticle.newBuilder()
                        .setId("feed/1 ?")
                        .setFeed("wire")
                        .setPublisher("The Wire")
                        .setOriginPublisher("Harbour News")
                        .setUrl("https://news.example/a?b=c&d=e")
                        .setCanonicalUrl("https://news.example/a?b=c&d=e")
                        .setTitle(title)
                        .setSummary("In short: A & B.")
                        .setBody(body)
                        .setContentType("application/json")
                        .setAuthors(List.of("Ann Example", "Bo <Example>"))
                        .setPublished(new Publication(null, PUBLISHED, DateConfidence.STATED))
                        .setReceived(RECEIVED)
                        .setLane(Lane.LIVE)
                        .setSignal(Signal.NEW)
                        .setContentHash("hash")
                        .build())
                .setRevision(2)
                .setLanguage("en")
                .setStory("story-1")
                .setAnalyzer("test/1")
                .setPeople(List.of(tag("person:ann", "Ann Example")))
                .setOrganisations(List.of(Tag.newBuilder(tag("org:un", "United Nations"))
                        .setWikidata("Q1065")
                        .build()))
                .setPlaces(List.of(
                        Tag.newBuilder(tag("geonames:3413829", "Reykjavik"))
                                .setLatitude(64.1355)
                                .setLongitude(-21.8954)
                                .setCountry("IS")
                                .build(),
                        tag("place:old-pier", "Old Pier")))
                .setCountries(List.of(tag("IS", "Iceland")))
                .setTopics(List.of(tag("medtop:20000209", "transport")))
                .setFlashpoints(List.of(
                        Tag.newBuilder(tag("cod-war", "Cod war")).setAbout(true).build(),
                        Tag.newBuilder(tag("passing", "In passing"))
                                .setAbout(false)
                                .build()))
                .setTimes(new Times(RECEIVED, RECEIVED.plusMillis(120), RECEIVED.plusMillis(200), null))
                .build();
    }

    private static NewsItem item(String title, String body) {
        return NewsItem.of(RecordJson.of(article(title, body)));
    }

    private static FeedPage page(NewsItem item) {
        return new FeedPage(
                "Dateline: q A & B",
                "https://dateline.example/v1/articles.rss?q=A%20%26%20B",
                "https://dateline.example/",
                Optional.empty(),
                Optional.empty(),
                List.of(item),
                List.of());
    }

    private RawArticle readBack(String document, String mediaType) throws IOException {
        ParsedItem item = ingest.document(
                        document.getBytes(StandardCharsets.UTF_8),
                        mediaType,
                        new ItemParser.Origin("back", RECEIVED, Lane.LIVE))
                .items()
                .getFirst();
        assertThat(item).as(document).isInstanceOf(ParsedItem.Article.class);
        return ((ParsedItem.Article) item).article();
    }

    @ParameterizedTest
    @EnumSource
    void ingestReadsOurFeedsBack(FeedFormat format) throws IOException {
        RawArticle back = readBack(format.write(page(item("Pier & quay: 3 < 5", BODY))), format.mediaType());

        assertThat(back.getTitle()).isEqualTo("Pier & quay: 3 < 5");
        assertThat(back.getBody()).isEqualTo(BODY);
        assertThat(back.getGuid()).contains("urn:dateline:article:feed%2F1%20%3F");
        assertThat(back.getUrl()).contains("https://news.example/a?b=c&d=e");
        assertThat(back.getPublished().getInstant()).isEqualTo(PUBLISHED);
        assertThat(back.getPublished().getConfidence()).isEqualTo(DateConfidence.STATED);
        assertThat(back.getAuthors()).containsExactly("Ann Example", "Bo <Example>");
        assertThat(back.getLanguage()).contains("en");
    }

    @ParameterizedTest
    @EnumSource
    void noCharacterBreaksAFeed(FeedFormat format) throws IOException {
        StringBuilder all = new StringBuilder("Begin ]]> <![CDATA[ &amp; <script>alert(1)</script> ");
        for (int i = 0; i < 0x10000; i += i < 0x300 || i > 0xD7F0 && i < 0xE010 || i > 0xFFF0 ? 1 : 257) {
            all.append((char) i);
        }
        all.append("\uD800 \uDC00 End");

        String document = format.write(page(item(all.toString(), all.toString())));

        RawArticle back = readBack(document, format.mediaType());
        assertThat(back.getTitle()).startsWith("Begin").endsWith("End");
        assertThat(document.getBytes(StandardCharsets.UTF_8))
                .isEqualTo(new String(document.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ninjsIsValidAndReadBackByIngest() throws IOException {
        String ninjs = ArticleFormat.NINJS.write(item("Pier & quay", BODY));

        RawArticle back = readBack(ninjs, ArticleFormat.NINJS.mediaType());
        assertThat(back.getTitle()).isEqualTo("Pier & quay");
        assertThat(back.getBody()).isEqualTo(BODY);
        assertThat(back.getLanguage()).contains("en");

        Path schema = Path.of("../../shared/data/feeds/ninjs/specification/ninjs-schema_3.0.json");
        assumeTrue(Files.exists(schema), "the schema of ninjs is not here: its validity was not checked");
        // The one schema that it refers to is not here; of what it describes, the test of GeoJSON tells.
        Map<String, String> others = Map.of("https://geojson.org/schema/GeoJSON.json", "{}");
        assertThat(JsonSchemaFactory.getInstance(
                                SpecVersion.VersionFlag.V202012,
                                factory -> factory.schemaLoaders(loaders -> loaders.schemas(others)))
                        .getSchema(Files.readString(schema))
                        .validate(JSON.readTree(ninjs)))
                .isEmpty();
    }

    @Test
    void schemaOrgKnowsWhatItIsAboutByNamesOfTheWorld() throws IOException {
        JsonNode article = JSON.readTree(ArticleFormat.JSON_LD.write(item("Pier & quay", BODY)));

        assertThat(article.path("@type").asText()).isEqualTo("NewsArticle");
        assertThat(article.path("headline").asText()).isEqualTo("Pier & quay");
        assertThat(article.path("dateModified").asText()).isEqualTo("2026-11-24T09:30:15.120Z");
        assertThat(article.path("mentions").findValuesAsText("sameAs"))
                .containsExactly("http://www.wikidata.org/entity/Q1065", "https://sws.geonames.org/3413829/");
        assertThat(article.path("about").findValuesAsText("name")).containsExactly("transport", "Cod war");
    }

    @Test
    void aBundleOfAStoryHoldsToTheRulesOfStix() throws IOException {
        Story story = Story.newBuilder()
                .setId("story-1")
                .setTitle("Pier & quay")
                .setFirstSeen(PUBLISHED)
                .setLastSeen(RECEIVED)
                .setMembers(List.of(StoryMember.newBuilder()
                        .setArticleId("feed/1 ?")
                        .setPublisher("The Wire")
                        .setReceived(RECEIVED)
                        .build()))
                .setIndependentSources(1)
                .setReports(1)
                .build();
        String json = RecordJson.of(story);

        assertThat(Stix.reports(json)).containsExactly("feed/1 ?");
        String bundle = Stix.story(json, List.of(item("Pier & quay", BODY)));
        checkStix(JSON.readTree(bundle), "report");
        assertThat(Stix.story(json, List.of(item("Pier & quay", BODY)))).isEqualTo(bundle);
        checkStix(JSON.readTree(Stix.story(json, List.of())), "report");
    }

    @Test
    void aBundleOfAFlashpointHoldsToTheRulesOfStix() throws IOException {
        FlashpointDefinition definition = FlashpointDefinition.newBuilder()
                .setId("cod-war")
                .setName("Cod war")
                .setVersion(1)
                .setParties(List.of("IS", "GB"))
                .setAboutThreshold(3)
                .setMentionThreshold(2)
                .setLatitude(66)
                .setLongitude(-18)
                .build();

        JsonNode bundle = JSON.readTree(Stix.flashpoint(definition, PUBLISHED, List.of(item("Pier & quay", BODY))));

        checkStix(bundle, "grouping");
        assertThat(bundle.path("objects").findValuesAsText("country")).containsExactly("IS", "GB");
    }

    /** The parts of STIX 2.1 that every object must meet, and those of the kinds that we write. */
    private static void checkStix(JsonNode bundle, String whole) {
        assertThat(bundle.path("type").asText()).isEqualTo("bundle");
        assertThat(bundle.has("spec_version")).isFalse();
        checkId(bundle, "bundle");
        Set<String> ids = new HashSet<>();
        bundle.path("objects")
                .forEach(object ->
                        assertThat(ids.add(object.path("id").asText())).isTrue());
        for (JsonNode object : bundle.path("objects")) {
            String type = object.path("type").asText();
            checkId(object, type);
            assertThat(object.path("spec_version").asText()).isEqualTo("2.1");
            Instant created = Instant.parse(object.path("created").asText());
            assertThat(Instant.parse(object.path("modified").asText())).isAfterOrEqualTo(created);
            assertThat(object.path("created").asText()).matches(".*\\.\\d{3}Z");
            if (object.has("created_by_ref")) {
                assertThat(ids).contains(object.path("created_by_ref").asText());
            }
            switch (type) {
                case "identity" -> {
                    assertThat(object.path("name").asText()).isNotBlank();
                    assertThat(object.path("identity_class").asText()).isIn("individual", "organization", "system");
                }
                case "location" ->
                    assertThat(object.has("country") || (object.has("latitude") && object.has("longitude")))
                            .isTrue();
                case "report", "grouping" -> {
                    assertThat(type).isEqualTo(whole);
                    assertThat(object.path("name").asText()).isNotBlank();
                    assertThat(object.has(type.equals("report") ? "published" : "context"))
                            .isTrue();
                    assertThat(object.path("object_refs")).isNotEmpty();
                    object.path("object_refs")
                            .forEach(reference -> assertThat(ids).contains(reference.asText()));
                    object.path("external_references")
                            .forEach(reference -> assertThat(
                                            reference.path("source_name").asText())
                                    .isNotBlank());
                }
                default -> throw new AssertionError("nothing is known of " + type);
            }
        }
    }

    private static void checkId(JsonNode object, String type) {
        String id = object.path("id").asText();
        assertThat(id).startsWith(type + "--");
        assertThat(UUID.fromString(id.substring(type.length() + 2)).version()).isEqualTo(5);
        assertThat(UUID.fromString(id.substring(type.length() + 2)).variant()).isEqualTo(2);
    }
}
