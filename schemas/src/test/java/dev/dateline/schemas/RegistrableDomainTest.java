package dev.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrableDomainTest {

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/a, example.com",
        "https://example.com, example.com",
        "http://News.Example.CO.UK:8080/x, example.co.uk",
        "https://a.b.example.com.au/, example.com.au",
        "https://www3.example.or.jp/, example.or.jp",
        "https://www.example.gouv.fr, example.gouv.fr",
        "https://web.de/magazine, web.de",
        "https://navigator.web.de/, web.de",
        "https://one.substack.com/p/x, one.substack.com",
        "https://www.substack.com/, substack.com",
        "https://co.uk/, co.uk",
        "https://xn--bcher-kva.example/, xn--bcher-kva.example",
    })
    void theDomainIsWhatTheOwnerRegistered(String url, String domain) {
        assertThat(RegistrableDomain.ofUrl(url)).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/a",
                "http://localhost/a",
                "https://[::1]/",
                "mailto:desk@example.com",
                "urn:x:y",
                "no address",
                "https://bad host/",
                ""
            })
    void whatHasNoRegisteredNameHasNoDomain(String url) {
        assertThat(RegistrableDomain.ofUrl(url)).isNull();
    }
}
