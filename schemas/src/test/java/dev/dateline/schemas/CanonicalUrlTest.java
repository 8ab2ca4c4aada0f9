package dev.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    HTTPS://News.Example.COM/Story,                      https://news.example.com/Story
                    https://example.com:443/a,                           https://example.com/a
                    http://example.com:80/a,                             http://example.com/a
                    http://example.com:8080/a,                           http://example.com:8080/a
                    https://example.com,                                 https://example.com/
                    https://example.com/a/,                              https://example.com/a
                    https://example.com/a#comments,                      https://example.com/a
                    https://example.com/a?utm_source=x&id=7&fbclid=q,    https://example.com/a?id=7
                    https://example.com/a?UTM_Medium=mail,               https://example.com/a
                    https://example.com/a?,                              https://example.com/a
                    https://example.com/a?b=2&a=1,                       https://example.com/a?b=2&a=1
                    https://user:pw@example.com/a,                       https://example.com/a
                    https://example.com./a,                              https://example.com/a
                    https://example.com/a/../b/./c,                      https://example.com/b/c
                    https://example.com/%7euser/%c3%a9t%C3%A9,           https://example.com/~user/%C3%A9t%C3%A9
                    https://example.com/été,                             https://example.com/%C3%A9t%C3%A9
                    https://example.com/100%,                            https://example.com/100%25
                    https://bücher.example/a,                            https://xn--bcher-kva.example/a
                    https://[2001:DB8::1]:443/a,                         https://[2001:db8::1]/a
                    """)
    void whatDoesNotNameTheArticleIsTakenAway(String stated, String canonical) {
        assertThat(CanonicalUrl.of(stated)).isEqualTo(canonical);
        assertThat(CanonicalUrl.of(canonical)).as("is its own canonical form").isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "news", "/a/b", "mailto:a@example.com", "ftp://example.com/a", "https://", "https://a b/c"})
    void whatIsNoWebAddressHasNoCanonicalForm(String stated) {
        assertThat(CanonicalUrl.of(stated)).isNull();
    }

    @Test
    void parametersThatChooseTheArticleStay() {
        assertThat(CanonicalUrl.of("https://example.com/index.php?article=12&page=2"))
                .isEqualTo("https://example.com/index.php?article=12&page=2");
    }
}
