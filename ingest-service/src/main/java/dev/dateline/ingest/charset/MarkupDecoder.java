package dev.dateline.ingest.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Bytes of XML or HTML to text. A byte order mark decides; else the first of these in which the bytes are text: the set that the
 * transport states (RFC 7303), the one that the XML declaration or a meta element states, the one that the first four bytes of XML
 * imply (XML 1.0, appendix F), UTF-8, the one that the frequencies of characters imply, Windows-1252. So a set that is stated
 * wrongly costs nothing where the bytes show that it is wrong, and the result says that it was overruled.
 */
public final class MarkupDecoder {

    private static final int HEAD = 1024;

    private static final int LETTERS_THAT_SHOW_UTF8 = 4;

    private static final Pattern XML_DECLARATION =
            Pattern.compile("^\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']\\s*([A-Za-z0-9._:-]+)\\s*[\"']");

    private static final Pattern META =
            Pattern.compile("<meta[^>]+charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);

    /** Sets that are read as a larger one of which they are a part (WHATWG Encoding), as every browser does. */
    private static final Map<String, String> READ_AS = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("x-gbk", "gb18030"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("big5", "Big5-HKSCS"));

    /** Names that Java does not know by themselves. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("u16", "utf-16"),
            Map.entry("ucs-2", "utf-16"),
            Map.entry("csucs4", "utf-32"),
            Map.entry("utf-16-le", "utf-16le"),
            Map.entry("utf-16-be", "utf-16be"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("macroman", "x-macroman"),
            Map.entry("x-mac-roman", "x-macroman"),
            Map.entry("ks_c_5601", "euc-kr"),
            Map.entry("koi8", "koi8-r"),
            Map.entry("utf8mb4", "utf-8"),
            Map.entry("unicode-1-1-utf-8", "utf-8"),
            Map.entry("ebcdic-cp-us", "ibm037"));

    private MarkupDecoder() {}

    /**
     * The text.
     *
     * @param bytes as they came
     * @param stated the set that the Content-Type header states, null where it states none
     * @param textType whether the media type is one of {@code text/}, whose default RFC 3023 has as US-ASCII
     */
    public static DecodedText decode(byte[] bytes, @Nullable String stated, boolean textType) {
        Mark mark = Mark.of(bytes);
        String overruled = null;
        if (mark != null) {
            String text = strictly(bytes, mark.length(), mark.charset());
            if (text != null) {
                return new DecodedText(text, mark.name(), null);
            }
            overruled = mark.name();
        }
        String implied = implied(bytes);
        String declared = declared(bytes, implied);
        for (String candidate : candidates(stated, declared, implied, textType && isAscii(bytes))) {
            Charset charset = charset(candidate);
            String text = charset == null || contradicts(implied, charset) || isUtf8Instead(bytes, charset)
                    ? null
                    : strictly(bytes, 0, charset);
            if (text != null) {
                return new DecodedText(withoutMark(text), reported(candidate), overruled);
            }
            if (overruled == null && (candidate.equals(stated) || candidate.equals(declared))) {
                overruled = candidate.toLowerCase(Locale.ROOT);
            }
        }
        String detected = detected(bytes);
        Charset charset = detected == null ? null : charset(detected);
        String text = charset == null || contradicts(implied, charset) ? null : strictly(bytes, 0, charset);
        return text == null || detected == null
                ? new DecodedText(windows1252(bytes), "windows-1252", overruled)
                : new DecodedText(withoutMark(text), detected, overruled);
    }

    /**
     * Whether a set of single bytes was stated, in which anything is text, for what is UTF-8 through and through. In such a set
     * several letters beyond ASCII that happen to be UTF-8, and none that is not, do not occur in any language.
     */
    private static boolean isUtf8Instead(byte[] bytes, Charset charset) {
        if (!charset.canEncode() || charset.newEncoder().maxBytesPerChar() > 1) {
            return false;
        }
        int letters = 0;
        for (byte b : bytes) {
            letters += (b & 0xC0) == 0xC0 ? 1 : 0;
        }
        return letters >= LETTERS_THAT_SHOW_UTF8 && strictly(bytes, 0, StandardCharsets.UTF_8) != null;
    }

    private static List<String> candidates(
            @Nullable String stated, @Nullable String declared, @Nullable String implied, boolean asciiByDefault) {
        List<String> candidates = new ArrayList<>();
        if (stated != null) {
            candidates.add(stated);
        } else if (asciiByDefault) {
            candidates.add("us-ascii");
        }
        if (declared != null) {
            candidates.add(declared);
        }
        if (implied != null) {
            candidates.add(implied);
        }
        candidates.add("utf-8");
        return candidates;
    }

    /** GB 2312 is named by the superset that it is read in, because the bytes are of the superset as often as not. */
    private static String reported(String candidate) {
        String name = candidate.toLowerCase(Locale.ROOT);
        return name.equals("gb2312") || name.equals("gbk") ? "gb18030" : ALIASES.getOrDefault(name, name);
    }

    /** Where every other byte is zero, no set of single bytes can be meant, whatever is stated; and the other way round. */
    private static boolean contradicts(@Nullable String implied, Charset charset) {
        String name = charset.name().toLowerCase(Locale.ROOT);
        boolean wide = name.startsWith("utf-16") || name.startsWith("utf-32");
        boolean ebcdic = name.startsWith("ibm") || name.startsWith("x-ibm") || name.startsWith("cp");
        if (implied == null) {
            return wide;
        }
        if (implied.startsWith("utf-16")) {
            return !name.startsWith("utf-16");
        }
        if (implied.startsWith("utf-32")) {
            return !name.startsWith("utf-32");
        }
        return !ebcdic;
    }

    /** Byte order mark. */
    private record Mark(String name, Charset charset, int length) {

        static @Nullable Mark of(byte[] bytes) {
            if (begins(bytes, 0, 0, 0xFE, 0xFF)) {
                return new Mark("utf-32be", Charset.forName("UTF-32BE"), 4);
            }
            if (begins(bytes, 0xFF, 0xFE, 0, 0)) {
                return new Mark("utf-32le", Charset.forName("UTF-32LE"), 4);
            }
            if (begins(bytes, 0xFE, 0xFF)) {
                return new Mark("utf-16be", StandardCharsets.UTF_16BE, 2);
            }
            if (begins(bytes, 0xFF, 0xFE)) {
                return new Mark("utf-16le", StandardCharsets.UTF_16LE, 2);
            }
            return begins(bytes, 0xEF, 0xBB, 0xBF) ? new Mark("utf-8", StandardCharsets.UTF_8, 3) : null;
        }
    }

    /** The family of sets that the beginning of markup shows, where it is none that holds ASCII as it is. */
    private static @Nullable String implied(byte[] bytes) {
        if (begins(bytes, 0, 0, 0, '<')) {
            return "utf-32be";
        }
        if (begins(bytes, '<', 0, 0, 0)) {
            return "utf-32le";
        }
        if (begins(bytes, 0, '<')) {
            return "utf-16be";
        }
        if (begins(bytes, '<', 0)) {
            return "utf-16le";
        }
        return begins(bytes, 0x4C, 0x6F, 0xA7, 0x94) ? "ibm037" : null;
    }

    private static @Nullable String declared(byte[] bytes, @Nullable String implied) {
        Charset readable = implied == null ? StandardCharsets.ISO_8859_1 : Charset.forName(implied);
        String head = new String(bytes, 0, Math.min(bytes.length, implied == null ? HEAD : 4 * HEAD), readable);
        Matcher xml = XML_DECLARATION.matcher(head);
        if (xml.find()) {
            return xml.group(1);
        }
        Matcher meta = META.matcher(head);
        return meta.find() ? meta.group(1) : null;
    }

    private static @Nullable Charset charset(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        String known = ALIASES.getOrDefault(lower, lower);
        try {
            return Charset.forName(READ_AS.getOrDefault(known, known));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String detected(byte[] bytes) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(bytes, 0, bytes.length);
        detector.dataEnd();
        String found = detector.getDetectedCharset();
        return found == null ? null : found.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String strictly(byte[] bytes, int offset, Charset charset) {
        if (charset.name().equals("windows-1252")) {
            return offset == 0 ? windows1252(bytes) : null;
        }
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, bytes.length - offset));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Every byte has a meaning in it; the five that Microsoft left open are controls, as WHATWG has them. */
    private static String windows1252(byte[] bytes) {
        char[] text = new String(bytes, Charset.forName("windows-1252")).toCharArray();
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\uFFFD') {
                text[i] = (char) (bytes[i] & 0xFF);
            }
        }
        return new String(text);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean begins(byte[] bytes, int... mark) {
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
