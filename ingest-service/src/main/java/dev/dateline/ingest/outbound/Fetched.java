package dev.dateline.ingest.outbound;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/**
 * An answer from the outside.
 *
 * @param uri what was asked for
 * @param status the HTTP status
 * @param fields its headers
 * @param body its bytes, decompressed
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as they are, never compared.
public record Fetched(URI uri, int status, HttpFields fields, byte[] body) {

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** All headers of that name. */
    public List<String> headers(String name) {
        return fields.getValuesList(name);
    }
}
