package dev.dateline.analysis.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dateline.analysis.countries.CountryTagger;
import dev.dateline.analysis.entities.Entities;
import dev.dateline.analysis.entities.EntityReader;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts with names that several places bear, in contexts that tell or do not tell which is meant. */
class PlaceTaggerTest {

    private static final EntityReader ENTITIES = EntityReader.standard();

    private static List<Tag> read(String title, String body) {
        Document document = Document.of(title, body);
        Entities entities = ENTITIES.read(document, List.of());
        List<Tag> countries = CountryTagger.standard().tag(document);
        PlaceTagger tagger = PlaceTagger.standard();
        return tagger.tag(entities.places(), tagger.toponyms(document, entities.placeNames(), countries));
    }

    private static Tag place(List<Tag> places, String text) {
        return places.stream()
                .filter(tag -> tag.getMentions().stream()
                        .anyMatch(mention -> mention.getText().equals(text)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no place " + text + " among " + places));
    }

    @Test
    void theLargeCityIsMeantWhereNothingSpeaksAgainstIt() {
        Tag paris = place(read("", "The ministers met in Paris on Monday and left on Tuesday."), "Paris");
        assertThat(paris.getCountry()).hasValue("FR");
        assertThat(paris.getId()).isEqualTo("geonames:2988507");
        assertThat(paris.getLatitude().orElseThrow()).isCloseTo(48.85, within(0.1));
        assertThat(paris.getLongitude().orElseThrow()).isCloseTo(2.35, within(0.1));
        assertThat(paris.getRule()).isEqualTo(PlaceTagger.RULE);
    }

    @Test
    void theRegionBehindACitySaysWhichOne() {
        Tag paris = place(read("", "A tornado struck near Paris, Texas, on Sunday, the sheriff said."), "Paris");
        assertThat(paris.getCountry()).hasValue("US");
        assertThat(paris.getLatitude().orElseThrow()).isCloseTo(33.66, within(0.1));
        Tag springfield = place(read("", "He was born in Springfield, Ill., and moved to Chicago."), "Springfield");
        assertThat(springfield.getLatitude().orElseThrow()).isCloseTo(39.80, within(0.1));
    }

    @Test
    void otherPlacesSayWhichOne() {
        Tag london = place(
                read(
                        "",
                        "Police in Ontario said the driver came from London. He had left Kitchener in the morning and"
                                + " crossed Ontario to Windsor, Ontario, in a stolen car."),
                "London");
        assertThat(london.getCountry()).hasValue("CA");
    }

    @Test
    void whatIsNotToldIsLeftOut() {
        Tag springfield = place(read("", "The family moved to Springfield in the spring."), "Springfield");
        assertThat(springfield.getLatitude()).isEmpty();
        assertThat(springfield.getLongitude()).isEmpty();
        assertThat(springfield.getId()).isEqualTo("place:springfield");
        Tag island = place(read("", "They sailed to Xandaria Island in the spring."), "Xandaria Island");
        assertThat(island.getLatitude()).isEmpty();
        assertThat(island.getCountry()).isEmpty();
    }

    @Test
    void namesOfOnePlaceAreOneTag() {
        List<Tag> places =
                read("", "Talks began in Kyiv on Monday. Officials in Kiev said the talks in Ukraine go on.");
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
