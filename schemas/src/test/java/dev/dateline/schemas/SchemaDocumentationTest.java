package dev.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas in the registry are all that a reader in another language sees, so each one explains itself. */
class SchemaDocumentationTest {

    static List<Schema> all() {
        return CurrentSchemas.all();
    }

    @Test
    void theContractIsFound() {
        assertThat(all()).extracting(Schema::getName).contains("RawArticle", "Tag", "Mention", "Lane");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRecordEnumAndFieldSaysWhatItIs(Schema schema) {
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
        if (schema.getType() == Schema.Type.RECORD) {
            for (Schema.Field field : schema.getFields()) {
                softly.assertThat(field.doc())
                        .as("%s.%s", schema.getName(), field.name())
                        .isNotBlank();
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyEnumHasADefaultSoThatAnOldReaderSurvivesANewSymbol(Schema schema) {
        if (schema.getType() == Schema.Type.ENUM) {
            assertThat(schema.getEnumDefault()).as(schema.getName()).isNotNull();
        }
    }
}
