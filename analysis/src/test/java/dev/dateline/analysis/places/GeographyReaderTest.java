package dev.dateline.analysis.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dateline.analysis.CaseFile;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with names that several places bear, in contexts that tell or do not tell which is meant. */
class GeographyReaderTest {

    private static final GeographyReader READER = GeographyReader.standard();

    private static Geography read(String title, String body) {
        return READER.read(Document.of(title, body));
    }

    private static Tag place(String title, String body, String text) {
        return tag(read(title, body).places(), text).orElseThrow(() -> new AssertionError("no place " + text));
    }

    private static Optional<Tag> tag(List<Tag> tags, String text) {
        return tags.stream()
                .filter(tag -> tag.getMentions().stream()
                        .anyMatch(mention -> mention.getText().startsWith(text)))
                .findFirst();
    }

    private static Set<String> countries(String title, String body) {
        return read(title, body).countries().stream().map(Tag::getId).collect(Collectors.toSet());
    }

    static Stream<Arguments> cases() throws IOException {
        return CaseFile.cases(GeographyReaderTest.class, "cases.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseOfTheFileHasTheCountriesThatItStates(String countries, String text) {
        Set<String> expected = countries.equals("-") ? Set.of() : Set.of(countries.split(","));

        assertThat(countries("", text)).isEqualTo(expected);
    }

    @Test
    void theLargeCityIsMeantWhereNothingSpeaksAgainstIt() {
        Tag paris = place("", "The ministers met in Paris on Monday and left France on Tuesday.", "Paris");

        assertThat(paris.getCountry()).hasValue("FR");
        assertThat(paris.getId()).isEqualTo("geonames:2988507");
        assertThat(paris.getLatitude().orElseThrow()).isCloseTo(48.85, within(0.1));
        assertThat(paris.getLongitude().orElseThrow()).isCloseTo(2.35, within(0.1));
        assertThat(paris.getRule()).isEqualTo(PlaceTagger.RULE);
    }

    @Test
    void theRegionBehindACitySaysWhichOne() {
        String tornado =
                "A tornado struck near Paris, Texas, on Sunday, the sheriff said. In Paris the roofs are gone.";
        Tag paris = place("", tornado, "Paris");
        Tag springfield = place("", "He was born in Springfield, Ill., and moved to Chicago.", "Springfield");

        assertThat(paris.getCountry()).hasValue("US");
        assertThat(paris.getLatitude().orElseThrow()).isCloseTo(33.66, within(0.1));
        assertThat(springfield.getLatitude().orElseThrow()).isCloseTo(39.80, within(0.1));
        assertThat(countries("", tornado)).containsExactly("US");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The council of Birmingham, Alabama, met on Monday to vote on the budget.|Birmingham|US",
                "Police in London, Ontario, arrested a driver on Tuesday night.|London|CA",
                "Firefighters from Athens, Ga., were sent to the coast.|Athens|US",
                "The mill in Moscow, Idaho, will close next year, its owner said.|Moscow|US",
                "A bus from Lebanon, Ohio, overturned on the highway on Friday.|Lebanon|US",
                "The college in Cambridge, Massachusetts, opened a laboratory.|Cambridge|US",
                "Volunteers in Vancouver, Wash., counted the salmon.|Vancouver|US",
                "The harbour of Alexandria, Egypt, was closed by a storm.|Alexandria|EG",
                "Shops in Valencia, Venezuela, stayed shut on Tuesday.|Valencia|VE",
                "The hospital in Hyderabad, Pakistan, took in the injured.|Hyderabad|PK"
            })
    void placeAndCountryAgreeOnWhatStandsBehindTheName(String line) {
        String[] parts = line.split("\\|");
        Geography geography = read("", parts[0]);

        assertThat(geography.countries().stream().map(Tag::getId)).containsExactly(parts[2]);
        assertThat(tag(geography.places(), parts[1]).flatMap(Tag::getCountry)).hasValue(parts[2]);
    }

    @Test
    void noPlaceContradictsTheCountryThatItsMentionIsCountedFor() {
        Geography geography = read(
                "Storm over London",
                "LONDON, Ontario, May 3 - Roofs were torn off in London on Sunday, the mayor of Kitchener said.\n\n"
                        + "Planes to Paris and Birmingham, Alabama, were delayed. In Birmingham it rained.");

        for (Tag place : geography.places()) {
            for (Mention mention : place.getMentions()) {
                List<String> countries = geography.countries().stream()
                        .filter(tag -> tag.getMentions().contains(mention))
                        .map(Tag::getId)
                        .toList();
                if (place.getCountry().isPresent() && !countries.isEmpty()) {
                    assertThat(countries).containsExactly(place.getCountry().get());
                }
            }
        }
        assertThat(geography.countries().stream().map(Tag::getId))
                .contains("CA", "US")
                .doesNotContain("GB");
    }

    @Test
    void otherPlacesSayWhichOne() {
        Tag london = place(
                "",
                "Police in Ontario said the driver came from London. He had left Kitchener in the morning and"
                        + " crossed Ontario to Windsor, Ontario, in a stolen car.",
                "London");

        assertThat(london.getCountry()).hasValue("CA");
    }

    @Test
    void whatIsNotToldIsLeftOut() {
        Tag springfield = place("", "The family moved to Springfield in the spring.", "Springfield");
        Tag island = place("", "They sailed to Xandaria Island in the spring.", "Xandaria Island");

        assertThat(springfield.getLatitude()).isEmpty();
        assertThat(springfield.getLongitude()).isEmpty();
        assertThat(springfield.getId()).isEqualTo("place:springfield");
        assertThat(island.getLatitude()).isEmpty();
        assertThat(island.getCountry()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "North Sea|56|4",
                "South China Sea|10|113",
                "Black Sea|43|35",
                "Red Sea|20|38",
                "Gulf of Mexico|25|-90",
                "Strait of Hormuz|26.57|56.25",
                "Taiwan Strait|24|119",
                "Caspian Sea|42|51",
                "Baltic Sea|57|19"
            })
    void aWaterIsNeverATown(String line) {
        String[] parts = line.split("\\|");
        Tag water =
                place("", "Two tankers collided in the " + parts[0] + " on Monday, the coast guard said.", parts[0]);

        assertThat(water.getId()).startsWith("place:");
        assertThat(water.getLabel()).isEqualTo(parts[0]);
        assertThat(water.getCountry()).isEmpty();
        assertThat(water.getLatitude().orElseThrow()).isEqualTo(Double.parseDouble(parts[1]));
        assertThat(water.getLongitude().orElseThrow()).isEqualTo(Double.parseDouble(parts[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Labrador Sea", "Gulf of Tadjoura", "Strait of Belle Isle", "Laurentian Channel"})
    void aWaterThatIsNotKnownHasNoCoordinates(String water) {
        List<Tag> places = read("", "A trawler sank in the " + water + " on Monday night, the owners said.")
                .places();

        assertThat(tag(places, water).flatMap(Tag::getLatitude)).isEmpty();
    }

    @Test
    void theCityIsMeantRatherThanTheRegionAroundIt() {
        Tag city = place("", "Envoys of Iran met in Geneva on Tuesday to talk about uranium.", "Geneva");
        Tag canton = place("", "Voters in the canton of Geneva in Switzerland agreed to a new tax.", "Geneva");

        assertThat(city.getId()).isEqualTo("geonames:2660646");
        assertThat(canton.getId()).isEqualTo("geonames:CH.GE");
    }

    @Test
    void theCapitalIsMeantWhereAReportIsFiled() {
        Tag washington = place(
                "", "WASHINGTON (Agency) - The Senate sent the bill back on Monday, its leader said.", "WASHINGTON");

        assertThat(washington.getId()).isEqualTo("geonames:4140963");
    }

    @Test
    void aListOfStatesIsNoTownInTheSecondOne() {
        Geography geography = read("", "Farmers in Nevada, Missouri and Ohio lost their harvest, officials said.");

        assertThat(tag(geography.places(), "Nevada").map(Tag::getId)).hasValue("geonames:US.NV");
    }

    @Test
    void countiesAndRegionsAreKnown() {
        Tag county = place("", "The sheriff of Horry County, South Carolina, closed the beach.", "Horry County");

        assertThat(county.getId()).isEqualTo("geonames:US.SC.051");
        assertThat(county.getLatitude().orElseThrow()).isCloseTo(33.9, within(0.5));
    }

    @Test
    void countriesAreNoPlacesButTownsOfTheirNameAre() {
        List<Tag> country = read("", "Lebanon closed its schools after the strike, the minister in Beirut said.")
                .places();
        List<Tag> town = read("", "The school of Lebanon, Ohio, won the final on Saturday.")
                .places();

        assertThat(tag(country, "Lebanon")).isEmpty();
        assertThat(tag(town, "Lebanon").flatMap(Tag::getCountry)).hasValue("US");
    }

    @Test
    void namesOfOnePlaceAreOneTag() {
        List<Tag> places = read("", "Talks began in Kyiv on Monday. Officials in Kiev said the talks in Ukraine go on.")
                .places();

        assertThat(places.stream().map(Tag::getLabel)).containsExactly("Kyiv");
        assertThat(places.getFirst().getMentions()).hasSize(2);
    }

    @Test
    void keysAreEqualWhereSpellingsDiffer() {
        assertThat(PlaceKey.of("St. Louis")).isEqualTo(PlaceKey.of("Saint Louis"));
        assertThat(PlaceKey.of("Düsseldorf")).isEqualTo("dusseldorf");
        assertThat(PlaceKey.of("Washington, D.C.")).isEqualTo("washington dc");
        assertThat(PlaceKey.of("...")).isEmpty();
    }
}
