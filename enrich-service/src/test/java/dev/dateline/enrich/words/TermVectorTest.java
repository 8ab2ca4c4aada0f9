package dev.dateline.enrich.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TermVectorTest {

    private static final double SQUARE = (double) TermVector.UNIT * TermVector.UNIT;

    @Test
    void aVectorHasLengthOneWhateverTheTextIs() {
        TermVector vector =
                TermVector.of("Ferry sinks off Mindoro", "Rescuers searched for survivors. ".repeat(40), List.of("PH"));
        assertThat(TermTable.of(vector).dot(vector) / SQUARE).isCloseTo(1, within(0.01));
    }

    @Test
    void rareWordsSpeakLouderThanCommonOnes() {
        TermVector one = TermVector.of("Government of Vanuatu resigns", "", List.of());
        TermVector samePlace = TermVector.of("Cyclone nears Vanuatu", "", List.of());
        TermVector sameWord = TermVector.of("Government cuts taxes", "", List.of());
        assertThat(TermTable.of(one).dot(samePlace))
                .isGreaterThan(TermTable.of(one).dot(sameWord));
    }

    @Test
    void aTextWithoutWordsIsLikeNothing() {
        TermVector nothing = TermVector.of("", "", List.of());
        assertThat(nothing.terms()).isEmpty();
        assertThat(TermTable.of(nothing).dot(TermVector.of("Ferry sinks", "", List.of())))
                .isZero();
    }

    @Test
    void noMoreThanTheStrongestTermsAreKept() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            body.append("word").append(i).append(' ');
        }
        assertThat(TermVector.of("", body.toString(), List.of()).terms()).hasSize(TermVector.TERMS);
    }
}
