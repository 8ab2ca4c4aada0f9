package dev.dateline.ingest.identity;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hash that is equal for equal content, whatever feed, address or date it came with. */
public final class ContentHash {

    private ContentHash() {}

    /**
     * SHA-256 of title, summary and body in UTF-8, each followed by a NUL; 64 lower-case hexadecimal digits.
     *
     * @param summary an absent summary hashes like an empty one
     */
    public static String of(String title, @Nullable String summary, String body) {
        return HexFormat.of().formatHex(HashOfTexts.of(title, summary == null ? "" : summary, body));
    }
}
