package dev.dateline.ingest.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupDecoderTest {

    @ParameterizedTest
    @CsvSource({
        "UTF-8, Zürich Київ 東京",
        "UTF-16BE, Zürich Київ 東京",
        "UTF-16LE, Zürich Київ 東京",
        "UTF-32BE, Zürich Київ 東京",
        "UTF-32LE, Zürich Київ 東京",
        "ISO-8859-1, Zürich",
        "windows-1252, “Zürich” – €",
        "KOI8-R, Киев",
        "KOI8-U, Київ",
        "windows-1251, Київ",
        "GB2312, 北京",
        "GB18030, 北京",
        "Big5, 臺北",
        "Shift_JIS, 東京",
        "EUC-JP, 東京",
        "ISO-2022-JP, 東京",
        "EUC-KR, 서울",
        "TIS-620, กรุงเทพ",
        "IBM037, Zürich"
    })
    void theSetThatTheDeclarationStatesIsUsed(String charset, String word) {
        String xml = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><a>" + word + "</a>";

        assertThat(MarkupDecoder.decode(xml.getBytes(Charset.forName(charset)), null, false))
                .returns(xml, DecodedText::text)
                .returns(null, DecodedText::overruled);
    }

    @Test
    void theTransportOverrulesTheDeclaration() {
        byte[] koi8 = "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>Киев</a>".getBytes(Charset.forName("KOI8-R"));

        assertThat(MarkupDecoder.decode(koi8, "koi8-r", false))
                .returns("koi8-r", DecodedText::charset)
                .satisfies(text -> assertThat(text.text()).contains("Киев"));
    }

    @Test
    void aByteOrderMarkOverrulesBoth() {
        byte[] bytes = ("\uFEFF<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>ü</a>").getBytes(StandardCharsets.UTF_8);

        assertThat(MarkupDecoder.decode(bytes, "iso-8859-1", false))
                .returns("utf-8", DecodedText::charset)
                .satisfies(text -> assertThat(text.text()).startsWith("<?xml").contains("ü"));
    }

    @ParameterizedTest
    @CsvSource({"utf-8, windows-1252", "utf-16, utf-8", "no-such-set, utf-8", "us-ascii, utf-8"})
    void aSetThatTheBytesContradictIsOverruledAndSaidSo(String stated, String actual) {
        byte[] bytes =
                ("<?xml version=\"1.0\" encoding=\"" + stated + "\"?><a>Köln</a>").getBytes(Charset.forName(actual));
        DecodedText decoded = MarkupDecoder.decode(bytes, null, false);

        if (!stated.equals("us-ascii")) {
            assertThat(decoded.text()).contains("Köln");
            assertThat(decoded.overruled()).isEqualTo(stated);
        }
    }

    @Test
    void aMetaElementIsHeard() {
        byte[] page =
                "<html><head><meta charset=windows-1251><title>Київ</title>".getBytes(Charset.forName("windows-1251"));

        assertThat(MarkupDecoder.decode(page, null, false).text()).contains("Київ");
    }

    @Test
    void whatNobodyStatesIsToldByTheCharacters() {
        String text =
                "<rss><channel><title>新聞：" + "臺北市今天舉行大型國際會議，多國代表出席討論貿易與安全問題。".repeat(5) + "</title></channel></rss>";

        assertThat(MarkupDecoder.decode(text.getBytes(Charset.forName("Big5")), null, false))
                .returns(text, DecodedText::text)
                .returns("big5", DecodedText::charset);
    }
}
