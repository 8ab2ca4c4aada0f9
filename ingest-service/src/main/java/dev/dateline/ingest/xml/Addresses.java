package dev.dateline.ingest.xml;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Relative addresses made absolute (RFC 3986, 5.2). */
final class Addresses {

    private Addresses() {}

    /** The address as seen from the base; as it is where either is no address that Java understands. */
    static String resolve(@Nullable String base, String address) {
        String stated = address.strip();
        if (base == null || base.isBlank()) {
            return stated;
        }
        try {
            URI from = new URI(base.strip());
            if (stated.isEmpty()) {
                return base.strip();
            }
            URI to = new URI(stated);
            if (to.isAbsolute() || from.isOpaque()) {
                return stated;
            }
            // Java resolves a query alone against the folder, not the file as the RFC has it.
            if (stated.startsWith("?") && from.getRawPath() != null) {
                return new URI(from.getScheme(), from.getRawAuthority(), null, null, null) + from.getRawPath() + stated;
            }
            URI root = from.getRawPath() == null || from.getRawPath().isEmpty() ? from.resolve("/") : from;
            return root.resolve(to).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return stated;
        }
    }
}
