package dev.dateline.analysis.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTaggerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            medtop:15000000 | The striker scored twice as the home team won the league match before a sold-out stadium.
            medtop:04000000 | Shares fell after the company said quarterly profit and revenue would miss forecasts.
            medtop:11000000 | Parliament passed the bill after the prime minister promised voters a referendum.
            medtop:07000000 | Doctors at the hospital said patients with the disease need the vaccine and treatment.
            medtop:01000000 | The film's actress sang at the premiere, and the singer's album topped the charts.
            medtop:13000000 | Scientists used artificial intelligence software on a computer to analyse the data.
            medtop:02000000 | Police arrested a suspect, and the court charged him with murder before a jury.
            medtop:03000000 | Rescuers searched the rubble for survivors of the earthquake and the landslide.
            medtop:16000000 | Rebels shelled the town, and soldiers answered with air strikes before the ceasefire.
            medtop:17000000 | Forecasters expect snowfall, heavy rain and strong winds, the weather service warned.
            medtop:12000000 | The bishop led prayers at the church as the Pope spoke of faith.
            medtop:06000000 | Carbon emissions and climate change threaten wildlife and the rainforest.
            medtop:05000000 | The school board changed the curriculum for teachers and pupils in every classroom.
            """)
    void theStrongestSubjectIsTheOneThatTheWordsAreOf(String subject, String text) {
        List<Tag> tags = TopicTagger.standard().tag(Document.of("", text));

        assertThat(tags).extracting(Tag::getId).contains(subject);
        assertThat(TopicTagger.standard().subjects(Document.of("", text)).entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey())
                .isEqualTo(subject);
    }

    @Test
    void anArticleMayHaveSeveralTopicsEachWithTheWordsThatSpoke() {
        List<Tag> tags = TopicTagger.standard()
                .tag(Document.of(
                        "Defence ministers meet over troops",
                        "The foreign minister and the ambassador opened talks on the military exercises. Both armies "
                                + "sent a commander, and diplomats hope for a summit."));

        assertThat(tags).extracting(Tag::getId).contains("medtop:20000639", "medtop:20000599");
        assertThat(tags).allSatisfy(tag -> assertThat(tag.getMentions()).isNotEmpty());
        Tag diplomacy = tags.stream()
                .filter(tag -> tag.getId().equals("medtop:20000639"))
                .findFirst()
                .orElseThrow();
        assertThat(diplomacy.getMentions())
                .extracting(mention -> mention.getText())
                .contains("foreign minister", "ambassador");
    }

    @Test
    void aTextThatSpeaksOfNothingHasNoTopic() {
        assertThat(TopicTagger.standard().tag(Document.of("", "It was there, and then it was not.")))
                .isEmpty();
    }

    @Test
    void confidenceAndSalienceLieBetweenNoughtAndOne() {
        for (Tag tag : TopicTagger.standard().tag(Document.of("Football", "football football football goal"))) {
            assertThat(Set.of(tag.getConfidence(), tag.getSalience()))
                    .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
        }
    }
}
