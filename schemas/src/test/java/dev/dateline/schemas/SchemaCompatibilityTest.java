package dev.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** New code reads what old code wrote and the other way round, for every record and every version ever released. */
class SchemaCompatibilityTest {

    private static final int EXAMPLES = 200;

    /** A record as it is now, and one version of it that was released. */
    record Pair(Schema current, int version, Schema released) {
        @Override
        public String toString() {
            return current.getName() + " " + version;
        }
    }

    static Stream<Pair> pairs() {
        return CurrentSchemas.written().stream()
                .flatMap(current -> ReleasedSchemas.of(current).entrySet().stream()
                        .map(version -> new Pair(current, version.getKey(), version.getValue())));
    }

    static List<Schema> written() {
        return CurrentSchemas.written();
    }

    @ParameterizedTest
    @MethodSource("written")
    void theNewestReleasedVersionIsTheCurrentOne(Schema current) {
        assertThat(ReleasedSchemas.newest(current))
                .as(
                        "%s differs from its newest released version; check that the change is meant, then run"
                                + " ./mvnw -pl schemas test -Dtest=ReleaseSchemas and commit the new file",
                        current.getName())
                .isEqualTo(current);
    }

    @Test
    void noRecordThatWasEverReleasedIsGone() {
        assertThat(CurrentSchemas.written().stream().map(Schema::getName))
                .as("topics and stores may still hold what a removed record wrote")
                .containsAll(ReleasedSchemas.names().toList());
    }

    @ParameterizedTest
    @MethodSource("written")
    void theVersionsOfARecordAreCountedFromOneWithoutGaps(Schema current) {
        List<Integer> versions = List.copyOf(ReleasedSchemas.of(current).keySet());

        assertThat(versions)
                .isEqualTo(Stream.iterate(1, n -> n + 1).limit(versions.size()).toList());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theCurrentSchemaReadsWhatTheReleasedOneWrote(Pair pair) throws IOException {
        assertReads(pair.current(), pair.released());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theReleasedSchemaReadsWhatTheCurrentOneWrites(Pair pair) throws IOException {
        assertReads(pair.released(), pair.current());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theGeneratedClassReadsWhatTheReleasedSchemaWrote(Pair pair) throws IOException {
        ExampleRecords examples = new ExampleRecords(pair.version());
        for (int i = 0; i < EXAMPLES; i++) {
            byte[] bytes = AvroBytes.write(examples.record(pair.released()));

            SpecificRecord generated = AvroBytes.readGenerated(bytes, pair.released(), pair.current());

            assertThat(generated.getClass().getName()).isEqualTo(pair.current().getFullName());
            assertThat(AvroBytes.write(generated))
                    .isEqualTo(AvroBytes.write(AvroBytes.read(bytes, pair.released(), pair.current())));
        }
    }

    private static void assertReads(Schema reader, Schema writer) throws IOException {
        var verdict = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(verdict.getType())
                .as(() -> verdict.getResult().getIncompatibilities().toString())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);

        ExampleRecords examples = new ExampleRecords(1);
        for (int i = 0; i < EXAMPLES; i++) {
            IndexedRecord written = examples.record(writer);
            IndexedRecord read = AvroBytes.read(AvroBytes.write(written), writer, reader);

            assertThat(shared(read, reader, writer)).isEqualTo(shared(written, writer, reader));
        }
    }

    /** The part of a value whose fields and symbols the other schema knows as well. */
    private static @Nullable Object shared(@Nullable Object value, Schema own, Schema other) {
        if (value == null) {
            return null;
        }
        return switch (own.getType()) {
            case RECORD -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                for (Schema.Field field : other.getFields()) {
                    Schema.Field mine = own.getField(field.name());
                    if (mine != null) {
                        fields.put(
                                field.name(),
                                shared(((IndexedRecord) value).get(mine.pos()), mine.schema(), field.schema()));
                    }
                }
                // Maps are equal whatever their order, so the two schemas may order their fields as they like.
                yield fields;
            }
            case ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (Object element : (List<?>) value) {
                    elements.add(shared(element, own.getElementType(), other.getElementType()));
                }
                yield elements;
            }
            case UNION -> shared(value, present(own), present(other));
            case ENUM -> other.hasEnumSymbol(value.toString()) ? value.toString() : other.getEnumDefault();
            // Buffers are equal by what is in them.
            case BYTES -> value;
            default -> value.toString();
        };
    }

    /** The branch of an optional field's union that is not null; a plain type is its own branch. */
    private static Schema present(Schema schema) {
        Predicate<Schema> isNull = branch -> branch.getType() == Schema.Type.NULL;
        return schema.isUnion()
                ? schema.getTypes().stream().filter(isNull.negate()).findFirst().orElseThrow()
                : schema;
    }
}
