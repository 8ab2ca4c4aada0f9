package dev.dateline.ingest.parse;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A media type as a Content-Type header states it.
 *
 * @param name type and subtype in lower case; empty where nothing was stated
 * @param charset the character set it states; null where it states none
 */
record MediaType(String name, @Nullable Charset charset) {

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);

    static MediaType of(@Nullable String header) throws RefusedException {
        if (header == null) {
            return new MediaType("", null);
        }
        int semicolon = header.indexOf(';');
        String name = (semicolon < 0 ? header : header.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        Matcher charset = CHARSET.matcher(header);
        return new MediaType(name, charset.find() ? charset(charset.group(1)) : null);
    }

    private static Charset charset(String name) throws RefusedException {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Reason.BAD_ENCODING, "the character set \"" + name + "\" is not known; send UTF-8");
        }
    }
}
