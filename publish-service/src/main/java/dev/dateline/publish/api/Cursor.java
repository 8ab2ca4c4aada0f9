package dev.dateline.publish.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A place in a list, as a text that means something to nobody but us, so that what is in it may change. */
final class Cursor {

    /** Before everything, in lists that begin with the newest. */
    static final long NEWEST = Long.MAX_VALUE;

    private static final String VERSION = "1:";

    private Cursor() {}

    static String encode(long place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + place).getBytes(StandardCharsets.UTF_8));
    }

    /** The place in the parameter {@code cursor}; the newest without one. */
    static long read(QueryParameters parameters) {
        return parameters
                .one("cursor")
                .map(text -> decode(text)
                        .orElseThrow(
                                () -> QueryParameters.refusal("cursor", "must be the 'next' of an earlier answer")))
                .orElse(NEWEST);
    }

    private static Optional<Long> decode(String text) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return decoded.startsWith(VERSION)
                    ? Optional.of(Long.parseLong(decoded.substring(VERSION.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
