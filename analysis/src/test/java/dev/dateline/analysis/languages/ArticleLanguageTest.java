package dev.dateline.analysis.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleLanguageTest {

    @ParameterizedTest
    @CsvSource({
        "tr, 0.99, en-US, tr",
        "en, 0.99, de, en",
        "en, 0.60, '', en",
        "en, 0.60, de, de",
        "fr, 0.90, '', und",
        "fr, 0.90, fr-CA, fr",
        "und, 0, '', und",
        "und, 0, sw, sw",
        "und, 0, swa, sw",
        "no, 0.99, nn-NO, nn",
        "ms, 0.99, id, id",
        "nl, 0.99, af, af",
        "zh, 0.99, zh_TW, zh",
        "en, 0.99, und, en",
        "de, 0.99, not a language, de"
    })
    void aClearTextIsBelievedThenTheFeedThenEnglish(String told, double confidence, String stated, String language) {
        Optional<String> feed = stated.isEmpty() ? Optional.empty() : Optional.of(stated);

        assertThat(ArticleLanguage.of(new Detection(told, confidence), feed)).isEqualTo(language);
    }
}
