package dev.dateline.ingest.charset;

import org.jspecify.annotations.Nullable;

/**
 * Text, and how it was told what its bytes mean.
 *
 * @param text without its byte order mark
 * @param charset the name of the character set, as its sender states it where it does, in lower case
 * @param overruled the set that was stated and that the bytes contradict; null where nothing had to be overruled
 */
public record DecodedText(
        String text, String charset, @Nullable String overruled) {}
