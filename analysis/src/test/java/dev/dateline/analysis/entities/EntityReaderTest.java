package dev.dateline.analysis.entities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EntityReaderTest {

    private static final EntityReader READER = EntityReader.standard();

    @Test
    void aSurnameStandsForThePersonNamedInFull() {
        Entities entities = read(
                "Harbour talks resume",
                "Deputy Minister Robert Langley met dockers in Rotterdam on Monday. Langley said the talks would go on.\n\n"
                        + "\"We are close,\" Mr. Langley told reporters. Langley's ministry declined to comment.");

        assertThat(entities.people()).singleElement().satisfies(person -> {
            assertThat(person.getLabel()).isEqualTo("Robert Langley");
            assertThat(person.getId()).isEqualTo("person:robert-langley");
            assertThat(texts(person)).containsExactly("Robert Langley", "Langley", "Langley", "Langley");
        });
    }

    @Test
    void aFamilyNameThatStandsFirstIsJoinedToo() {
        Entities entities = read(
                "",
                "President Xi Jinping of China spoke in Beijing on Friday. Analysts in China were surprised when Xi said the plan was off.");

        assertThat(entities.people()).singleElement().satisfies(person -> {
            assertThat(person.getLabel()).isEqualTo("Xi Jinping");
            assertThat(person.getWikidata()).hasValue("Q15031");
            assertThat(texts(person)).containsExactly("Xi Jinping", "Xi");
        });
    }

    @Test
    void aRankInFrontIsNoPartOfTheName() {
        Entities entities = read(
                "", "The ministry said on Tuesday that Adm. Dorji Wangmo would visit the naval base in Singapore.");

        assertThat(labels(entities.people())).containsExactly("Dorji Wangmo");
    }

    @Test
    void aDepartmentInATitleIsNoOrganisation() {
        Entities entities = read("Talks go on", """
                US Defense Secretary Pete Hegseth met his counterpart in Beijing on Tuesday. British Foreign Secretary David Lammy and \
                Israeli Finance Minister Bezalel Smotrich were not there, and National Security Adviser Mike Waltz was late.

                The US Defense Department said nothing.
                """);

        assertThat(labels(entities.organisations())).containsExactly("US Department of Defense");
        assertThat(labels(entities.people())).contains("Pete Hegseth", "David Lammy", "Bezalel Smotrich", "Mike Waltz");
    }

    @Test
    void anOrganisationIsOneUnderAllItsNames() {
        Entities entities = read(
                "",
                "The US Department of Defense said on Friday that two ships had left. The Pentagon gave no details, and the "
                        + "U.S. Defense Department did not say why. The World Health Organization (WHO) met in Geneva. The WHO said little.");

        assertThat(labels(entities.organisations()))
                .containsExactlyInAnyOrder("US Department of Defense", "World Health Organization");
        assertThat(entities.organisations().getFirst().getId()).isEqualTo("org:us-department-of-defense");
        assertThat(texts(entities.organisations().getFirst()))
                .containsExactly("US Department of Defense", "Pentagon", "U.S. Defense Department");
    }

    @Test
    void everyNameOfAPlaceIsHandedOnWhereItStandsCountriesToo() {
        Entities entities = read("", "A ferry from Rotterdam reached the coast of Norway on Monday.");

        assertThat(entities.places().stream().map(Tag::getLabel)).containsExactlyInAnyOrder("Rotterdam", "Norway");
        assertThat(entities.placeNames().stream().map(name -> name.mention().getText()))
                .containsExactly("Rotterdam", "Norway");
        assertThat(entities.placeNames().getFirst().begin()).isEqualTo(3);
    }

    @Test
    void anOrganisationHasTheItemThatASourceStates() {
        Entities entities = read("", "The African Union said on Friday that its envoy would travel to the capital.");

        assertThat(entities.organisations()).singleElement().satisfies(union -> {
            assertThat(union.getLabel()).isEqualTo("African Union");
            assertThat(union.getWikidata()).hasValue("Q7159");
        });
    }

    @Test
    void anAcronymThatTheTextDefinesIsTheSameOrganisation() {
        Entities entities = read(
                "",
                "Members of the Fishermen's Union of Vestland (FKV) met in Bergen on Monday. The FKV said on Tuesday that "
                        + "its members would not return to sea.");

        assertThat(entities.organisations())
                .singleElement()
                .satisfies(union -> assertThat(texts(union)).contains("FKV").hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void theAuthorIsNoPersonOfTheArticle() {
        Document document = Document.of(
                "",
                "By Carla Jensen\n\nThe mayor of Oslo, Nina Berg, said on Sunday that the bridge would reopen in May.");

        Entities entities = READER.read(document, List.of("Carla Jensen"));

        assertThat(labels(entities.people())).containsExactly("Nina Berg");
    }

    @Test
    void aHeadlineInCapitalsOnlyNamesWhoTheTextNames() {
        Entities entities = read(
                "LANGLEY SEES SLOW GROWTH FOR STEEL PRICES",
                "Robert Langley, head of the steel association, said prices would rise slowly this year. He spoke in Lille.");

        assertThat(labels(entities.people())).containsExactly("Robert Langley");
        assertThat(texts(entities.people().getFirst())).containsExactly("LANGLEY", "Robert Langley");
    }

    @Test
    void aNationalityIsNoOrganisationAndNoPerson() {
        Entities entities = read(
                "", "Chinese and American officials met on Monday. Ukrainians were told nothing, Russians little.");

        assertThat(entities.people()).isEmpty();
        assertThat(entities.organisations()).isEmpty();
    }

    @Test
    void anEmptyTextNamesNobody() {
        Entities entities = read("", "");

        assertThat(entities.people()).isEmpty();
        assertThat(entities.organisations()).isEmpty();
        assertThat(entities.places()).isEmpty();
    }

    @Property(tries = 100)
    void everyTagIsAReceiptThatHolds(@ForAll @StringLength(max = 60) String noise) {
        String body = "Mr. Ana Ruiz \uD83D\uDE00 of Acme Corp. " + noise + " met Ruiz in Paris. " + noise;
        Document document = Document.of(noise, body);
        Entities entities = READER.read(document, List.of());

        Stream.of(entities.people(), entities.organisations(), entities.places())
                .flatMap(List::stream)
                .forEach(tag -> {
                    assertThat(tag.getConfidence()).isBetween(0.0, 1.0);
                    assertThat(tag.getSalience()).isBetween(0.0, 1.0);
                    assertThat(tag.getMentions()).isNotEmpty();
                    assertThat(tag.getMentions())
                            .allSatisfy(mention -> assertThat(
                                            document.mention(mention.getField(), mention.getBegin(), mention.getEnd()))
                                    .isEqualTo(mention));
                });
    }

    private static Entities read(String title, String body) {
        return READER.read(Document.of(title, body), List.of());
    }

    private static List<String> labels(List<Tag> tags) {
        return tags.stream().map(Tag::getLabel).toList();
    }

    private static List<String> texts(Tag tag) {
        return tag.getMentions().stream().map(Mention::getText).toList();
    }
}
