package dev.dateline.enrich.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void wordsAreRunsOfLettersAndDigitsInLowerCase() {
        assertThat(Words.of("The U.S.-led talks, held in São Paulo on 12 May"))
                .containsExactly("the", "u", "s", "led", "talks", "held", "in", "são", "paulo", "on", "12", "may");
    }

    @Test
    void writingWithoutSpacesIsCutIntoPairsOfSigns() {
        assertThat(Words.of("台湾海峡 2026")).containsExactly("台湾", "湾海", "海峡", "2026");
    }

    @Test
    void aTextWithoutWordsHasNone() {
        assertThat(Words.of(" -- … ")).isEqualTo(List.of());
    }

    @Test
    void formsOfAWordShareAStem() {
        assertThat(List.of("strikes", "strike", "striking", "cities", "city", "walked", "virus"))
                .map(Stems::stem)
                .containsExactly("strik", "strik", "strik", "city", "city", "walk", "virus");
    }
}
