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
 * @param charsetName the character set it states, which may be unknown; null where it states none
 */
record MediaType(String name, @Nullable String charsetName) {

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*[\"']?\\s*([^\"';\\s]+)", Pattern.CASE_INSENSITIVE);

    static MediaType of(@Nullable String header) {
        if (header == null) {
            return new MediaType("", null);
        }
        int semicolon = header.indexOf(';');
        String name = (semicolon < 0 ? header : header.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        Matcher charset = CHARSET.matcher(header);
        return new MediaType(name, charset.find() ? charset.group(1) : null);
    }

    /** The character set; null where none is stated. */
    @Nullable
    Charset charset() throws RefusedException {
        if (charsetName == null) {
            return null;
        }
        try {
            return Charset.forName(charsetName);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Reason.BAD_ENCODING, "the character set \"" + charsetName + "\" is not known; send UTF-8");
        }
    }
}
