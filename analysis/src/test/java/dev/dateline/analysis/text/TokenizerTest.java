package dev.dateline.analysis.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Lima's mayor won't say.|Lima 's mayor wo n't say .",
                "They’re in the farmers' market|They ’re in the farmers ' market",
                "U.S. Adm. Ruiz met J. Okafor at 5 p.m.|U.S. Adm. Ruiz met J. Okafor at 5 p.m.",
                "a Chile-led, anti-UN Peru-Chile pact|a Chile - led , anti - UN Peru - Chile pact",
                "$1,250.50 or 3.5% at 10:30|$ 1,250.50 or 3.5 % at 10:30",
                "Mail a.b@example.org, see https://example.org/x?y=1.|Mail a.b@example.org , see https://example.org/x?y=1 .",
                "O'Neill of AT&T said: wait... (no)|O'Neill of AT&T said : wait ... ( no )",
                "@handle on #topic—today|@handle on #topic — today",
                "It ended.The next began|It ended . The next began",
                "the G-7 and COVID-19 in 2024-25|the G-7 and COVID-19 in 2024-25",
            })
    void wordsAndSignsAreCutAsTheTreebanksCutThem(String text, String tokens) {
        assertThat(words(text)).containsExactly(tokens.split(" "));
    }

    @Test
    void aPieceOfATextThatIsAlreadyCutStaysWhole() {
        for (String piece : List.of("'s", "n't", "``", "''", "--", "U.S.", "Mr.")) {
            assertThat(words(piece)).containsExactly(piece);
        }
    }

    @Test
    void invisibleSignsAreNoTokens() {
        assertThat(words("\uFEFFone\u200B two\u00A0three\r\n")).containsExactly("one", "two", "three");
    }

    private static List<String> words(String text) {
        return Tokenizer.tokens(text).stream().map(Token::text).toList();
    }
}
