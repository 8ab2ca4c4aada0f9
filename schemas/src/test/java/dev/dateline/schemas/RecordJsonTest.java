package dev.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    @Test
    void fieldsStandByTheirAvroNamesAndInTheirOrder() {
        Mention mention = Mention.newBuilder()
                .setField(Field.TITLE)
                .setBegin(3)
                .setEnd(9)
                .setText("Taipei")
                .build();

        assertThat(RecordJson.of(mention)).isEqualTo("{\"field\":\"title\",\"begin\":3,\"end\":9,\"text\":\"Taipei\"}");
    }

    @Test
    void aFieldWithoutAValueIsLeftOut() {
        Times times = times().build();

        assertThat(RecordJson.of(times))
                .isEqualTo("{\"received\":\"2026-01-02T03:04:05.006Z\",\"enriched\":\"2026-01-02T03:04:05.007Z\"}");
    }

    @Test
    void anOptionalFieldWithAValueIsThere() {
        Times times = times().setStored(Instant.parse("2026-01-02T03:04:06Z")).build();

        assertThat(RecordJson.of(times)).endsWith(",\"stored\":\"2026-01-02T03:04:06.000Z\"}");
    }

    @Test
    void recordsWithinRecordsAndListsKeepTheirShape() throws IOException {
        Tag tag = Tag.newBuilder()
                .setId("TW")
                .setLabel("Taiwan")
                .setConfidence(0.75)
                .setSalience(1)
                .setRule("country-name")
                .setRuleVersion("1")
                .setMentions(List.of(Mention.newBuilder()
                        .setField(Field.BODY)
                        .setBegin(0)
                        .setEnd(6)
                        .setText("Taiwan")
                        .build()))
                .build();

        JsonNode json = parsed(tag);

        assertThat(json.get("confidence").doubleValue()).isEqualTo(0.75);
        assertThat(json.get("mentions")).hasSize(1);
        assertThat(json.at("/mentions/0/field").textValue()).isEqualTo("body");
        assertThat(json.has("about")).isFalse();
    }

    @Test
    void aPlaceShowsItsCoordinatesAndItsCountry() throws IOException {
        Tag place = Tag.newBuilder()
                .setId("geonames:1880252")
                .setLabel("Singapore")
                .setConfidence(0.9)
                .setSalience(0.5)
                .setRule("places")
                .setRuleVersion("1")
                .setLatitude(1.28967)
                .setLongitude(103.85007)
                .setCountry("SG")
                .build();

        JsonNode json = parsed(place);

        assertThat(json.get("latitude").doubleValue()).isEqualTo(1.28967);
        assertThat(json.get("longitude").doubleValue()).isEqualTo(103.85007);
        assertThat(json.get("country").textValue()).isEqualTo("SG");
    }

    @Test
    void anEmptyListStaysSoThatAReaderNeedNotAskForIt() throws IOException {
        Tag tag = Tag.newBuilder()
                .setId("x")
                .setLabel("x")
                .setConfidence(0)
                .setSalience(0)
                .setRule("r")
                .setRuleVersion("1")
                .build();

        assertThat(parsed(tag).get("mentions")).isEmpty();
    }

    @Test
    void anyTextComesBackAsItWas() throws IOException {
        String text = "\"quoted\" \\ \n\t\u0000 Zürich 東京 🇹🇼 </script>";
        Mention mention = Mention.newBuilder()
                .setField(Field.BODY)
                .setBegin(0)
                .setEnd(1)
                .setText(text)
                .build();

        assertThat(RecordJson.of(mention)).doesNotContain("\n");
        assertThat(parsed(mention).get("text").textValue()).isEqualTo(text);
    }

    @Test
    void everyRecordOfTheContractHasAJsonForm() throws IOException {
        ExampleRecords examples = new ExampleRecords(7);
        for (Schema schema : CurrentSchemas.written()) {
            byte[] bytes = AvroBytes.write(examples.record(schema));
            SpecificRecord record = AvroBytes.readGenerated(bytes, schema, schema);

            assertThat(parsed(record).properties()).as(schema.getName()).isNotEmpty();
        }
    }

    @Test
    void instantsSortAsTheirTextsDo() {
        assertThat(RecordJson.isoMillis(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(RecordJson.isoMillis(Instant.parse("2026-06-01T12:00:00.9999Z")))
                .isLessThan(RecordJson.isoMillis(Instant.parse("2026-06-01T12:00:01Z")));
    }

    @Test
    void aTypeThatNoSchemaUsesYetIsRefusedWithItsName() {
        assertThatThrownBy(() -> RecordJson.of(new OneField(1.5f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Float");
    }

    private static Times.Builder times() {
        return Times.newBuilder()
                .setReceived(Instant.parse("2026-01-02T03:04:05.006Z"))
                .setEnriched(Instant.parse("2026-01-02T03:04:05.007Z"));
    }

    private static JsonNode parsed(SpecificRecord record) throws IOException {
        return new ObjectMapper().readTree(RecordJson.of(record));
    }

    private record OneField(@Nullable Object value) implements SpecificRecord {
        private static final Schema SCHEMA =
                SchemaBuilder.record("OneField").fields().requiredFloat("value").endRecord();

        @Override
        public Schema getSchema() {
            return SCHEMA;
        }

        @Override
        public @Nullable Object get(int field) {
            return value;
        }

        @Override
        public void put(int field, Object value) {
            throw new AssertionError("JSON only reads a record");
        }
    }
}
