package dev.dateline.ingest.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PublishersTest {

    private static final Publishers TABLE = new Publishers(List.of(
            "planet.example\tplanet-group\tThe Daily Planet\tPlanet|DP\tknown",
            "sport.planet.example\tsport-house\tPlanet Sport\t\tknown",
            "star.example\tplanet-group\tThe Star\t\tknown",
            "star.example.co.uk\tother-house\tThe Star\t\tknown",
            "alone.example\t\tAlone\t\t",
            "wire.example\treuters-house\tReuters\t\tknown"));

    @Test
    void theAddressTellsPublisherAndFamilyWhereTheItemNamesNone() {
        assertThat(at("https://www.planet.example/a"))
                .isEqualTo(new Attribution("The Daily Planet", "planet-group", null, null));
        assertThat(at("https://m.sport.planet.example/a").publisherFamily()).isEqualTo("sport-house");
        assertThat(at("https://planet.example.com/a")).isEqualTo(new Attribution(null, null, null, null));
        assertThat(at("https://alone.example/")).isEqualTo(new Attribution("Alone", null, null, null));
    }

    @Test
    void theItemsOwnNameIsKeptAndTellsTheFamilyWhereTheAddressDoesNot() {
        assertThat(TABLE.attribute("DAILY PLANET", null, "https://elsewhere.example/a", List.of(), ""))
                .isEqualTo(new Attribution("DAILY PLANET", "planet-group", null, null));
        assertThat(TABLE.attribute("dp", null, null, List.of(), "").publisherFamily())
                .isEqualTo("planet-group");
        assertThat(TABLE.attribute("Planet.example", null, null, List.of(), ""))
                .isEqualTo(new Attribution("The Daily Planet", "planet-group", null, null));
        assertThat(TABLE.attribute("An Unknown Name", null, "https://planet.example/a", List.of(), ""))
                .isEqualTo(new Attribution("An Unknown Name", "planet-group", null, null));
    }

    @Test
    void aNameThatTwoHousesBearTellsNoFamily() {
        assertThat(TABLE.familyOf("The Star")).isNull();
    }

    @Test
    void theOriginHasAFamilyOfItsOwn() {
        assertThat(TABLE.attribute("Alone", "The Daily Planet", null, List.of(), ""))
                .isEqualTo(new Attribution("Alone", null, "The Daily Planet", "planet-group"));
        assertThat(TABLE.attribute("Alone", "http://wire.example/", null, List.of(), ""))
                .isEqualTo(new Attribution("Alone", null, "Reuters", "reuters-house"));
    }

    @Test
    void whoeverCreditsItselfIsNoOriginOfItsOwn() {
        assertThat(TABLE.attribute("Reuters", null, null, List.of("Reuters"), ""))
                .isEqualTo(new Attribution("Reuters", "reuters-house", null, null));
        assertThat(TABLE.attribute("Alone", "ALONE", null, List.of(), "").originPublisher())
                .isNull();
    }

    @Test
    void theWireThatTheTextCreditsIsTheOrigin() {
        assertThat(TABLE.attribute("Alone", null, null, List.of(), "PARIS, May 3 (Reuters) - It rained."))
                .isEqualTo(new Attribution("Alone", null, "Reuters", "reuters-house"));
    }

    @Test
    void theShippedTableKnowsTheAgenciesByNameAndTheLargeHouses() {
        Publishers shipped = Publishers.standard();
        for (String agency : List.of(
                "Reuters",
                "AP",
                "Associated Press",
                "AFP",
                "Agence France-Presse",
                "dpa",
                "PTI",
                "Kyodo News",
                "TASS")) {
            assertThat(shipped.familyOf(agency)).as(agency).isNotNull();
        }
        assertThat(shipped.outletOf("https://www.bbc.co.uk/news/1")).isEqualTo(shipped.outletOf("https://bbc.com/x"));
        assertThat(shipped.familyOf("The Times")).isEqualTo(shipped.familyOf("https://www.thesun.co.uk/"));
    }

    private static Attribution at(String url) {
        return TABLE.attribute(null, null, url, List.of(), "");
    }
}
