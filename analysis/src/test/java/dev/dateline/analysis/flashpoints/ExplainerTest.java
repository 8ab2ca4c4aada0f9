package dev.dateline.analysis.flashpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.flashpoints.Explanation.Change;
import dev.dateline.analysis.flashpoints.Explanation.Finding;
import dev.dateline.analysis.flashpoints.Explanation.Rule;
import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final FlashpointDefinition COD_WAR = FlashpointDefinition.newBuilder()
            .setId("cod-war")
            .setName("Cod war")
            .setVersion(3)
            .setParties(List.of("IS"))
            .setRivals(List.of(new FlashpointRivalry("IS", "GB", 1.0)))
            .setPlaces(List.of(new FlashpointTerm("Denmark Strait", 1.5)))
            .setActors(List.of(new FlashpointTerm("Odinn", 1.0)))
            .setTerms(List.of(new FlashpointTerm("trawler", 1.0)))
            .setAgainst(List.of(new FlashpointTerm("recipe", 1.0)))
            .setAboutThreshold(3)
            .setMentionThreshold(2)
            .setLatitude(66)
            .setLongitude(-18)
            .build();

    @Test
    void theVerdictIsThatOfTheTagger() {
        Document document = Document.of(
                "Warship rams trawler in the Denmark Strait", "Iceland and Britain blamed one another on Monday.");

        Explanation explanation = Explainer.explain(document, COD_WAR);
        Tag tag = FlashpointTagger.of(List.of(COD_WAR))
                .tag(document, GeographyReader.standard().read(document).countries())
                .getFirst();

        assertThat(explanation.verdict()).isEqualTo(Verdict.ABOUT);
        assertThat(tag.getAbout()).contains(true);
        assertThat(tag.getConfidence()).isEqualTo(explanation.confidence());
        assertThat(explanation.version()).isEqualTo(3);
    }

    @Test
    void everyRuleSaysWhatItFoundAndWhere() {
        Explanation explanation = Explainer.explain(
                Document.of("Trawler damaged", "A British trawler was rammed off Iceland in the Denmark Strait."),
                COD_WAR);

        assertThat(texts(explanation, "places")).containsExactly("Denmark Strait");
        assertThat(texts(explanation, "rivals")).containsExactly("Iceland", "British");
        assertThat(rule(explanation, "terms").found())
                .extracting(Finding::note)
                .contains("counts once, where it counts most");
        assertThat(rule(explanation, "terms").points()).isPositive();
    }

    @Test
    void aRuleThatFoundNothingSaysWhatItLacked() {
        Explanation explanation =
                Explainer.explain(Document.of("Iceland counts its trawlers", "Few are left."), COD_WAR);

        assertThat(explanation.verdict()).isEqualTo(Verdict.NOT);
        assertThat(rule(explanation, "rivals").lacked()).containsExactly("United Kingdom is not named beside Iceland");
        assertThat(rule(explanation, "places").lacked().getFirst()).contains("Denmark Strait");
        assertThat(rule(explanation, "terms").satisfied()).isFalse();
    }

    @Test
    void aWordOfConflictTooFarAwayIsNamedAsOutOfReach() {
        Explanation explanation = Explainer.explain(
                Document.of("Holidays in Iceland", "The glaciers are blue. Coffee is dear. A warship lies in Lisbon."),
                COD_WAR);

        assertThat(rule(explanation, "terms").lacked())
                .contains("\"warship\" stands out of reach of any party, place or actor");
    }

    @Test
    void whatIsSaidToChangeTheAnswerDoesChangeIt() {
        String body = "A warship rammed a boat in the Denmark Strait.";
        Explanation with = Explainer.explain(Document.of("", body), COD_WAR);
        Explanation without = Explainer.explain(Document.of("", body.replace("in the Denmark Strait", "")), COD_WAR);

        assertThat(with.verdict()).isEqualTo(Verdict.ABOUT);
        assertThat(with.changes())
                .contains(new Change(Verdict.NOT, "Without \"Denmark Strait\" it would be not tagged."));
        assertThat(without.verdict()).isEqualTo(Verdict.NOT);
    }

    @Test
    void wordsOfAnotherSubjectAreNamedWithWhatTheyTookOff() {
        Explanation explanation = Explainer.explain(
                Document.of("", "A recipe for cod from the Denmark Strait, where a warship sank."), COD_WAR);

        assertThat(rule(explanation, "against").points()).isNegative();
        assertThat(explanation.changes()).extracting(Change::verdict).contains(Verdict.ABOUT);
    }

    @Test
    void theJsonHoldsTheWholeTree() throws IOException {
        Explanation explanation =
                Explainer.explain(Document.of("", "A warship rammed a boat in the Denmark Strait."), COD_WAR);

        JsonNode json = new ObjectMapper().readTree(ExplanationJson.of(explanation));

        assertThat(json.path("flashpoint").asText()).isEqualTo("cod-war");
        assertThat(json.path("verdict").asText()).isEqualTo("about");
        assertThat(json.path("rules")).hasSize(7);
        JsonNode place = json.path("rules").path(2);
        assertThat(place.path("name").asText()).isEqualTo("places");
        assertThat(place.path("found")
                        .path(0)
                        .path("mentions")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("Denmark Strait");
        assertThat(ExplanationText.of(explanation)).contains("Denmark Strait", "What would have changed the answer");
    }

    private static Rule rule(Explanation explanation, String name) {
        return explanation.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(Explanation explanation, String rule) {
        return rule(explanation, rule).found().stream()
                .flatMap(finding -> finding.mentions().stream())
                .map(Mention::getText)
                .toList();
    }
}
