package dev.dateline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectsTest {

    @Test
    void anArticleIsReadForItsCountriesTopicsAndFlashpoints() {
        Analysis analysis = Analyzer.standard().analyze(Articles.article("Envoys meet in Geneva over Kashmir", """
                        The foreign ministers of India and Pakistan met in Switzerland on Friday after a week of shelling.

                        Soldiers on both sides of the Line of Control were told to hold their fire, and diplomats hope for \
                        a ceasefire before the summit.
                        """));

        assertThat(ids(analysis.countries())).containsExactlyInAnyOrder("IN", "PK", "CH");
        assertThat(ids(analysis.topics())).contains("medtop:20000639", "medtop:16000000");
        assertThat(ids(analysis.flashpoints())).containsExactly("kashmir");
    }

    @Test
    void anArticleInAnotherLanguageIsNeverReadAsEnglish() {
        Analysis analysis =
                Analyzer.standard().analyze(Articles.article("Emmanuel Macron spricht in London über Taiwan", """
                        Der Verteidigungsminister warnt vor einem Angriff auf die Ukraine. In Man, einem Ort in China, war Donald Trump \
                        nicht zu sehen. Die NATO und Microsoft waren die Sponsoren, sagte Max Mustermann, und der Reporter war im Jet.
                        """));

        assertThat(analysis.language()).contains("de");
        assertThat(ids(analysis.countries())).containsExactlyInAnyOrder("TW", "UA", "CN");
        assertThat(analysis.people())
                .extracting(Tag::getLabel)
                .containsExactlyInAnyOrder("Emmanuel Macron", "Donald Trump");
        assertThat(analysis.people()).extracting(Tag::getRule).containsOnly("known-people");
        assertThat(analysis.organisations()).isEmpty();
        assertThat(analysis.places()).isEmpty();
        assertThat(analysis.topics()).isEmpty();
        assertThat(analysis.flashpoints()).isEmpty();
    }

    @Test
    void aTextThatTellsNoLanguageIsReadInThatOfItsFeedOrInNone() {
        RawArticle headline = Articles.article("Xi, Putin", "");

        assertThat(Analyzer.standard().analyze(headline).language()).isEmpty();
        assertThat(Analyzer.standard()
                        .analyze(RawArticle.newBuilder(headline)
                                .setLanguage("en-GB")
                                .build())
                        .language())
                .contains("en");
    }

    private static List<String> ids(List<Tag> tags) {
        return tags.stream().map(Tag::getId).toList();
    }
}
