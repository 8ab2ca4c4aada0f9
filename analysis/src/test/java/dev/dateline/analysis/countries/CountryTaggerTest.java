package dev.dateline.analysis.countries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.CaseFile;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CountryTaggerTest {

    private static final CountryTagger TAGGER = CountryTagger.standard();

    static Stream<Arguments> cases() throws IOException {
        return CaseFile.cases(CountryTaggerTest.class, "cases.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseOfTheFileHasTheCountriesThatItStates(String countries, String text) {
        Set<String> expected = countries.equals("-") ? Set.of() : Set.of(countries.split(","));

        assertThat(ids(tag("", text))).isEqualTo(expected);
    }

    @Test
    void aMentionIsExactlyItsStretchCountedInCodePoints() {
        String body = "😀 Envoys of Côte d'Ivoire met in Peking 🕊️. Ukraine’s side stayed away.";

        for (Tag tag : tag("France waits", body)) {
            for (Mention mention : tag.getMentions()) {
                String field = mention.getField() == Field.TITLE ? "France waits" : body;
                assertThat(mention.getText())
                        .isEqualTo(field.substring(
                                field.offsetByCodePoints(0, mention.getBegin()),
                                field.offsetByCodePoints(0, mention.getEnd())));
            }
        }
        assertThat(ids(tag("France waits", body))).containsExactlyInAnyOrder("FR", "CI", "CN", "UA");
    }

    @Test
    void theCountryOfTheTitleIsMoreSalientThanOneNamedInPassing() {
        List<Tag> tags = tag(
                "Kenya reopens its ports",
                "Kenya reopened its ports on Monday. Kenyan dockers returned. The cranes came by sea. Spare parts for "
                        + "them had been made in Norway.");

        assertThat(tags.getFirst().getId()).isEqualTo("KE");
        assertThat(tags.getFirst().getSalience()).isGreaterThan(0.8);
        assertThat(tags.getLast().getId()).isEqualTo("NO");
        assertThat(tags.getLast().getSalience()).isLessThan(0.4);
    }

    @Test
    void aTagNamesItsLabelItsRuleAndItsVersion() {
        Tag tag = tag("", "The Kremlin gave no date.").getFirst();

        assertThat(tag.getLabel()).isEqualTo("Russia");
        assertThat(tag.getRule()).isEqualTo("countries: seat of government");
        assertThat(tag.getRuleVersion()).isNotEmpty();
        assertThat(tag.getConfidence()).isBetween(0.3, 0.9);
        assertThat(tag("The Kremlin waits", "MOSCOW, May 3 - Russia gave no date, the Kremlin said.")
                        .getFirst()
                        .getConfidence())
                .isGreaterThan(0.95);
    }

    @Test
    void aSurnameIsThePersonWhereverItStandsAlone() {
        assertThat(ids(tag("", "Kerry Washington read the verdict. Washington wept.")))
                .isEmpty();
    }

    private static List<Tag> tag(String title, String body) {
        return TAGGER.tags(TAGGER.mentions(Document.of(title, body)));
    }

    private static Set<String> ids(List<Tag> tags) {
        return tags.stream().map(Tag::getId).collect(Collectors.toSet());
    }
}
