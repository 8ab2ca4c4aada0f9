package dev.dateline.analysis.flashpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.CaseFile;
import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlashpointTaggerTest {

    private static final FlashpointTagger TAGGER = FlashpointTagger.of(FlashpointFiles.standard());

    static Stream<Arguments> cases() throws IOException {
        return CaseFile.cases(FlashpointTaggerTest.class, "cases.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseOfTheFileIsAboutTheFlashpointOrNotAsItStates(String sign, String flashpoint, String text) {
        String[] parts = text.split("//", 2);
        List<String> about = about(tag(TAGGER, parts[0].strip(), parts.length > 1 ? parts[1].strip() : ""));

        if (sign.equals("+")) {
            assertThat(about).contains(flashpoint);
        } else if (flashpoint.equals("*")) {
            assertThat(about).isEmpty();
        } else {
            assertThat(about).doesNotContain(flashpoint);
        }
    }

    @Test
    void theFileHasCasesOfBothKindsForEveryFlashpoint() throws IOException {
        Map<String, Set<String>> signs = new TreeMap<>();
        cases().map(Arguments::get)
                .forEach(columns -> signs.computeIfAbsent((String) columns[1], id -> new TreeSet<>())
                        .add((String) columns[0]));

        for (FlashpointDefinition definition : FlashpointFiles.standard()) {
            assertThat(signs.get(definition.getId())).as(definition.getId()).containsExactlyInAnyOrder("+", "-");
        }
    }

    @Test
    void aTextWithoutATitleIsReadAsIfItsFirstSentenceWereOne() {
        String text = "Houthi missiles hit a cargo ship in the Red Sea.";

        assertThat(tag(TAGGER, "", text).getFirst().getConfidence())
                .isEqualTo(tag(TAGGER, text, "").getFirst().getConfidence());
    }

    @Test
    void aMatterThatTheTextSetsAsideCountsLess() {
        String fire = "The fire at the depot in Leeds had nothing to do with the war in Ukraine, police said.";

        assertThat(about(tag(TAGGER, "", fire))).isEmpty();
        assertThat(about(tag(TAGGER, "", fire.replace("had nothing to do with", "was claimed by backers of"))))
                .contains("ukraine-war");
    }

    @Test
    void aTermDoesNotHideThePlaceWithinIt() {
        FlashpointDefinition definition = FlashpointDefinition.newBuilder()
                .setId("x")
                .setName("X")
                .setVersion(1)
                .setPlaces(List.of(new FlashpointTerm("Fulda", 1.5)))
                .setTerms(List.of(new FlashpointTerm("occupy Fulda", 2.0)))
                .setAboutThreshold(3)
                .setMentionThreshold(2)
                .setLatitude(50)
                .setLongitude(9)
                .build();

        assertThat(tag(FlashpointTagger.of(List.of(definition)), "Plan to occupy Fulda", "")
                        .getFirst()
                        .getMentions())
                .extracting(Mention::getText)
                .contains("occupy Fulda", "Fulda");
    }

    @Test
    void theReceiptIsExactlyTheStretchesThatSpoke() {
        String title = "Beijing warns Taipei 🚢";
        String body = "China sent warships through the Taiwan Strait. Taiwan’s army went on alert.";

        Tag tag = tag(TAGGER, title, body).getFirst();

        assertThat(tag.getId()).isEqualTo("taiwan-strait");
        assertThat(tag.getAbout()).contains(true);
        assertThat(tag.getMentions()).extracting(Mention::getText).contains("Taiwan Strait", "warships");
        for (Mention mention : tag.getMentions()) {
            String field = mention.getField() == Field.TITLE ? title : body;
            assertThat(mention.getText())
                    .isEqualTo(field.substring(
                            field.offsetByCodePoints(0, mention.getBegin()),
                            field.offsetByCodePoints(0, mention.getEnd())));
        }
    }

    @Test
    void aConflictNamedLateInAnArticleOnSomethingElseIsInPassingAtMost() {
        List<Tag> tags = tag(
                TAGGER,
                "Bakers pay more for flour",
                "Bakers in three towns raised the price of a loaf. Rents are higher too. One owner sold her van. Another "
                        + "let two hands go. Wheat became dear with the Russian invasion of Ukraine, said a miller.");

        assertThat(about(tags)).isEmpty();
    }

    @Test
    void aDefinitionOfAnOperatorWorksAsThoseThatShip() {
        FlashpointDefinition definition = FlashpointDefinition.newBuilder()
                .setId("cod-war")
                .setName("Cod war")
                .setVersion(7)
                .setParties(List.of("IS"))
                .setRivals(List.of(new FlashpointRivalry("IS", "GB", 1.0)))
                .setPlaces(List.of(new FlashpointTerm("Iceland Sea", 2.0)))
                .setActors(List.of(new FlashpointTerm("Odinn", 1.0)))
                .setTerms(List.of(new FlashpointTerm("trawler", 1.0)))
                .setAgainst(List.of(new FlashpointTerm("recipe", 1.0)))
                .setAboutThreshold(2.5)
                .setMentionThreshold(1.5)
                .setLatitude(66)
                .setLongitude(-18)
                .build();

        List<Tag> tags =
                tag(FlashpointTagger.of(List.of(definition)), "", "A warship rammed a trawler in the Iceland Sea.");

        assertThat(tags).hasSize(1);
        assertThat(tags.getFirst().getId()).isEqualTo("cod-war");
        assertThat(tags.getFirst().getRuleVersion()).isEqualTo("7");
        assertThat(tags.getFirst().getMentions())
                .extracting(Mention::getText)
                .containsExactly("warship", "rammed", "trawler", "Iceland", "Iceland Sea");
    }

    private static List<Tag> tag(FlashpointTagger tagger, String title, String body) {
        Document document = Document.of(title, body);
        return tagger.tag(document, GeographyReader.standard().read(document).countries());
    }

    private static List<String> about(List<Tag> tags) {
        return tags.stream()
                .filter(tag -> tag.getAbout().orElse(false))
                .map(Tag::getId)
                .toList();
    }
}
