package dev.dateline.ingest.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    <p>One.</p><p>Two.</p>                             ~ One.|Two.
                    One.<br>Two.                                       ~ One.|Two.
                    <ul><li>One</li><li>Two</li></ul>                  ~ One|Two
                    <table><tr><td>a</td><td>b</td></tr></table>       ~ a b
                    One <script>alert(1)</script><b>two</b>            ~ One two
                    &lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;     ~ One.|Two.
                    Bo&amp;#8217;s quay                                ~ Bo’s quay
                    1 &lt; 2 &amp; 3                                   ~ 1 < 2 & 3
                    """)
    void blocksBecomeParagraphsAndMarkupGoes(String html, String text) {
        assertThat(HtmlText.of(html).strip().replaceAll("\\s*\\n\\s*", "|")).isEqualTo(text);
    }
}
