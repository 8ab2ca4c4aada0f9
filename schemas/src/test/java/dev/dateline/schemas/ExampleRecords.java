package dev.dateline.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Records of any schema, filled at random from a seed, awkward values among them. */
final class ExampleRecords {

    private static final List<String> TEXTS =
            List.of("", "Taipei", "Zürich, 東京", "a\nb\t\"c\" \\", "𝔘𝔫𝔦 🇹🇼", "\u0000\u001f", "x".repeat(5_000));
    private static final List<Long> LONGS = List.of(0L, 1L, -1L, 1_790_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<Integer> INTS = List.of(0, 1, -1, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE);
    private static final List<Double> DOUBLES = List.of(0.0, 1.0, 0.1, -1.5e300, Double.MIN_VALUE);

    private final SplittableRandom random;

    ExampleRecords(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One record of a record schema. */
    GenericData.Record record(Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> new GenericData.EnumSymbol(schema, oneOf(schema.getEnumSymbols()));
            case ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                int size = random.nextInt(4);
                for (int i = 0; i < size; i++) {
                    elements.add(value(schema.getElementType()));
                }
                yield elements;
            }
            case UNION -> value(oneOf(schema.getTypes()));
            case NULL -> null;
            case STRING -> oneOf(TEXTS);
            // A Java instant reaches further than milliseconds in a long do, so instants stay within its range.
            case LONG -> schema.getLogicalType() == null ? oneOf(LONGS) : (Long) random.nextLong(-1L << 45, 1L << 45);
            case INT -> oneOf(INTS);
            case DOUBLE -> oneOf(DOUBLES);
            case BYTES -> ByteBuffer.wrap(oneOf(TEXTS).getBytes(StandardCharsets.UTF_8));
            case BOOLEAN -> random.nextBoolean();
            default ->
                throw new IllegalArgumentException(
                        "no example of type " + schema.getType() + "; add one when a schema first uses it");
        };
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
