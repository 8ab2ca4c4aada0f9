package dev.dateline.publish.rejected;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a record, as far as they can be read.
 *
 * @param form {@code avro}, {@code json}, {@code xml}, {@code text} or {@code bytes}
 * @param schema the full name of the Avro schema and its id in the registry
 * @param charset of a text
 * @param text what they say; JSON for Avro; null for bytes
 * @param note why they are read so, where that is not plain
 */
record Decoded(
        String form,
        @Nullable String schema,
        @Nullable String charset,
        @Nullable String text,
        @Nullable String note) {}
