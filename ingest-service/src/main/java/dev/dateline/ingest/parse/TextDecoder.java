package dev.dateline.ingest.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text. A byte order mark decides; else the character set that was stated; else UTF-8, and where the bytes are not
 * UTF-8, Windows-1252 for text whose format has no fixed character set. Bytes that contradict the stated set are refused:
 * a text full of replacement characters would be accepted damage.
 */
final class TextDecoder {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What the web means when it says so (WHATWG Encoding): quotation marks and dashes where Latin-1 has controls. */
    private static final Set<String> READ_AS_WINDOWS_1252 = Set.of("ISO-8859-1", "US-ASCII");

    private static final char REPLACEMENT = '\uFFFD';

    private TextDecoder() {}

    /**
     * The text without its byte order mark.
     *
     * @param stated the character set that was stated, null where none was
     * @param guess whether bytes that are not UTF-8 may be read as Windows-1252 where no set was stated
     */
    static String decode(byte[] bytes, @Nullable Charset stated, boolean guess) throws RefusedException {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return strictly(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return strictly(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return strictly(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (stated != null) {
            return strictly(bytes, 0, READ_AS_WINDOWS_1252.contains(stated.name()) ? WINDOWS_1252 : stated);
        }
        try {
            return strictly(bytes, 0, StandardCharsets.UTF_8);
        } catch (RefusedException notUtf8) {
            if (guess) {
                // Every byte has a meaning in it as Java decodes it for replacement, so that this cannot fail.
                return new String(bytes, WINDOWS_1252);
            }
            throw notUtf8;
        }
    }

    private static String strictly(byte[] bytes, int offset, Charset charset) throws RefusedException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            // Many times quicker than a decoder; what it replaces, or what holds a replacement, is looked at again.
            String text = new String(bytes, offset, bytes.length - offset, charset);
            if (text.indexOf(REPLACEMENT) < 0) {
                return text;
            }
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    Reason.BAD_ENCODING,
                    "byte " + in.position() + " is not " + charset.name()
                            + "; send UTF-8, or state the character set in the Content-Type");
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
