package dev.dateline.analysis.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.schemas.Field;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {

    @Test
    void sentencesEndAtFullStopsButNotAtAbbreviations() {
        assertThat(sentences(
                        "Mr. Haddad met Gen. A. B. Cole in the U.S. on Monday. The talks failed! Why? Nobody said."))
                .containsExactly(
                        "Mr. Haddad met Gen. A. B. Cole in the U.S. on Monday.",
                        "The talks failed!",
                        "Why?",
                        "Nobody said.");
    }

    @Test
    void anAbbreviationEndsASentenceBeforeAWordThatStartsOne() {
        assertThat(sentences("She left the U.S. The trip took a day. They sold Acme Inc. He paid."))
                .containsExactly("She left the U.S.", "The trip took a day.", "They sold Acme Inc.", "He paid.");
    }

    @Test
    void anAbbreviationOfDoubledLettersIsNotCutInTwo() {
        assertThat(sentences("El ministro viajó a EE. UU. el lunes. Volvió el martes."))
                .containsExactly("El ministro viajó a EE. UU. el lunes.", "Volvió el martes.");
    }

    @Test
    void aQuotationMarkStaysWithTheSentenceThatItCloses() {
        assertThat(sentences("\"We will stay.\" Then she left.\"Nobody knew,\" he said. “It ended.” Rain fell."))
                .containsExactly(
                        "\"We will stay.\"",
                        "Then she left.",
                        "\"Nobody knew,\" he said.",
                        "“It ended.”",
                        "Rain fell.");
    }

    @Test
    void anEmptyLineEndsAParagraphAndALineBreakDoesNot() {
        Document document = Document.of("A title", "First line\ngoes on. Second.\n \nThird");

        assertThat(document.sentences().stream().map(Sentence::paragraphStart))
                .containsExactly(true, true, false, true);
        assertThat(document.sentences().getFirst().field()).isEqualTo(Field.TITLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CLEVELAND, Feb 26 - Shares fell.|CLEVELAND",
                "NEW DELHI (Agency) - Shares fell.|NEW DELHI",
                "NAIROBI, Kenya (AP) — Shares fell.|NAIROBI",
                "Port Louis, Mauritius (AP) -- Shares fell.|Port Louis",
                "ST. PAUL, Minn. — Shares fell.|ST. PAUL",
            })
    void aDatelineIsFoundAndIsASentenceOfItsOwn(String body, String place) {
        Document document = Document.of("", body);

        Dateline dateline = document.dateline().orElseThrow();
        assertThat(document.mention(Field.BODY, dateline.placeBegin(), dateline.placeEnd())
                        .getText())
                .isEqualTo(place);
        assertThat(document.sentences()).hasSize(2);
        assertThat(document.sentences().get(1).tokens().getFirst().text()).isEqualTo("Shares");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Shares fell - again.", "The US and China met.", "UN officials - three of them - met.", "A - B"})
    void anOrdinaryOpeningIsNoDateline(String body) {
        assertThat(Document.of("", body).dateline()).isEmpty();
    }

    @Property(tries = 500)
    void everyTokenIsExactlyItsStretchInOrderAndNothingVisibleIsLost(
            @ForAll("texts") String title, @ForAll("texts") String body) {
        Document document = Document.of(title, body);

        for (Field field : Field.values()) {
            List<Token> tokens = document.sentences().stream()
                    .filter(sentence -> sentence.field() == field)
                    .flatMap(sentence -> sentence.tokens().stream())
                    .toList();
            int end = 0;
            StringBuilder read = new StringBuilder();
            for (Token token : tokens) {
                assertThat(token.begin()).isGreaterThanOrEqualTo(end);
                assertThat(token.end()).isGreaterThan(token.begin());
                assertThat(document.mention(field, token.begin(), token.end()).getText())
                        .isEqualTo(token.text());
                end = token.end();
                read.append(token.text());
            }
            assertThat(read.toString()).isEqualTo(visible(document.text(field)));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "Ana",
                "Li's",
                "U.S.",
                "don't",
                "\uD83D\uDE00",
                "\uD83C\uDDFA\uD83C\uDDE6",
                "e\u0301t\u00E9",
                "北京",
                "\uD800",
                "\"",
                "“",
                "”",
                ".",
                "!",
                "?",
                "-",
                "—",
                " ",
                "  ",
                "\n",
                "\n\n",
                "PARIS, May 3 - ",
                "a@b.co",
                "www.x.org",
                "1,000",
                "'",
                "&",
                "\u00AD",
                "(",
                ")",
                "mid\uD835\uDC00dle");
        return pieces.list().ofMaxSize(30).map(list -> String.join("", list));
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().filter(point -> !Tokenizer.isSpace(point)).forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static List<String> sentences(String body) {
        Document document = Document.of("", body);
        return document.sentences().stream()
                .map(sentence -> document.mention(Field.BODY, sentence.begin(), sentence.end())
                        .getText())
                .toList();
    }
}
