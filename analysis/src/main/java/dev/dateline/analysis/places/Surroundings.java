package dev.dateline.analysis.places;

import dev.dateline.analysis.countries.CountryNames;
import dev.dateline.analysis.entities.PlaceName;
import dev.dateline.analysis.text.Dateline;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import dev.dateline.schemas.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the words beside and within a name say of the place. Immutable. */
final class Surroundings {

    private static final int TOKENS_BEHIND = 4;

    private static final Set<String> OPENS_CONTAINER = Set.of(",", "(");
    private static final Set<String> AND = Set.of("and", "or", "&");

    /** Words of open waters: no town is meant by a name that ends or begins with one. */
    private static final Set<String> WATERS = Set.of("sea", "ocean", "strait", "straits", "gulf", "channel");

    /** Words by which towns are said to lie at a water. */
    private static final Set<String> AT_WATER = Set.of("on", "by", "next");

    private static final Set<String> LANDSCAPE = Set.of(
            "river",
            "creek",
            "lake",
            "lakes",
            "bay",
            "mt",
            "mountain",
            "mountains",
            "desert",
            "peninsula",
            "cape",
            "canal",
            "basin",
            "ridge",
            "island",
            "islands",
            "isle",
            "isles",
            "glacier",
            "sound",
            "fjord",
            "delta",
            "valley",
            "range",
            "plateau",
            "reef",
            "rocks",
            "volcano",
            "sea",
            "ocean",
            "strait",
            "straits",
            "gulf",
            "channel");

    /** Words beside a name that say that a region is meant, not its city. */
    private static final Set<String> WORDS_FOR_AREAS = Set.of(
            "province",
            "state",
            "canton",
            "region",
            "oblast",
            "governorate",
            "prefecture",
            "department",
            "district",
            "county",
            "emirate",
            "voivodeship",
            "republic",
            "territory");

    private final Document document;
    private final PlaceTable table;
    private final CountryNames countryNames;

    Surroundings(Document document, PlaceTable table, CountryNames countryNames) {
        this.document = document;
        this.table = table;
        this.countryNames = countryNames;
    }

    /**
     * A region or country that stands behind a name.
     *
     * @param id the region's id or the country's code
     * @param begin the index of its first token in the sentence
     * @param end one past the index of its last token
     */
    record Container(String id, int begin, int end) {}

    /** A name that holds its container, "Springfield, Ill." read as one, without it. */
    PlaceName withoutContainer(PlaceName name) {
        List<Token> tokens = tokens(name);
        for (int i = name.begin() + 1; i + 1 < name.end(); i++) {
            if (tokens.get(i).text().equals(",")
                    && container(text(name, i + 1, name.end())).isPresent()) {
                return name(name, name.begin(), i, name.confidence());
            }
        }
        return name;
    }

    /** A stretch of the sentence of a name as a name of its own. */
    PlaceName name(PlaceName beside, int begin, int end, double confidence) {
        Sentence sentence = document.sentences().get(beside.sentence());
        return new PlaceName(
                document.mention(
                        sentence.field(),
                        sentence.tokens().get(begin).begin(),
                        sentence.tokens().get(end - 1).end()),
                beside.sentence(),
                begin,
                end,
                confidence);
    }

    /** The region or country behind a name. */
    Optional<Container> containerBehind(PlaceName name) {
        List<Token> tokens = tokens(name);
        int at = name.end();
        if (at + 1 >= tokens.size() || !OPENS_CONTAINER.contains(tokens.get(at).text())) {
            return Optional.empty();
        }
        int first = at + 1;
        for (int last = Math.min(tokens.size(), first + TOKENS_BEHIND); last > first; last--) {
            Optional<String> container = container(text(name, first, last));
            if (container.isPresent()) {
                return isList(name, tokens, last)
                        ? Optional.empty()
                        : Optional.of(new Container(container.get(), first, last));
            }
        }
        return Optional.empty();
    }

    /** "Ohio, Indiana and Texas" is a list of states, not the town of Ohio in Indiana. */
    private boolean isList(PlaceName name, List<Token> tokens, int behind) {
        String text = name.mention().getText();
        boolean area = countryNames.country(text).isPresent()
                || table.named(text).stream().anyMatch(place -> place.kind() == Place.Kind.REGION);
        if (!area || behind >= tokens.size()) {
            return false;
        }
        if (AND.contains(tokens.get(behind).text())) {
            return true;
        }
        if (!tokens.get(behind).text().equals(",") || behind + 1 >= tokens.size()) {
            return false;
        }
        for (int last = Math.min(tokens.size(), behind + 1 + TOKENS_BEHIND); last > behind + 1; last--) {
            if (container(text(name, behind + 1, last)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> container(String name) {
        Optional<Place> shortForm = table.region(name);
        if (shortForm.isPresent()) {
            return shortForm.map(Place::id);
        }
        if (name.isEmpty() || !Character.isUpperCase(name.codePointAt(0))) {
            return Optional.empty();
        }
        List<Place> regions = table.named(name).stream()
                .filter(place -> place.kind() == Place.Kind.REGION)
                .toList();
        Optional<String> country = countryNames.country(name);
        if (country.isPresent()
                && regions.stream().noneMatch(region -> region.country().equals("US"))) {
            return country;
        }
        return regions.stream().max(Comparator.comparingLong(Place::population)).map(Place::id);
    }

    /** Whether a place lies in a country or region; every place lies in none. */
    static boolean isInside(Place place, String container) {
        return container.isEmpty()
                || (place.country().equals(container) && place.kind() != Place.Kind.COUNTRY)
                || (place.regionId().equals(container) && place.kind() != Place.Kind.REGION);
    }

    /** A name of a water is never that of a town called after it, unless a region behind it says so. */
    static List<Place> withoutTownsInTheSea(List<Place> places, String key) {
        Optional<Place> water = places.stream()
                .filter(place -> place.kind() == Place.Kind.WATER)
                .findFirst();
        if (water.isPresent()) {
            return List.of(water.get());
        }
        return isOpenWater(key) ? List.of() : places;
    }

    private static boolean isOpenWater(String key) {
        List<String> words = Arrays.asList(key.split(" "));
        if (words.size() < 2 || words.stream().anyMatch(AT_WATER::contains)) {
            return false;
        }
        boolean first = WATERS.contains(words.getFirst()) && words.get(1).equals("of");
        return first || WATERS.contains(words.getLast());
    }

    /** Whether a name has a word for a part of the landscape. */
    static boolean hasWordOfLandscape(String key) {
        return Arrays.stream(key.split(" ")).anyMatch(LANDSCAPE::contains);
    }

    /** Whether a name stands where the report was filed. */
    boolean isDateline(PlaceName name) {
        int end = document.dateline().map(Dateline::placeEnd).orElse(0);
        return name.mention().getField() == Field.BODY && name.mention().getEnd() <= end;
    }

    /** Whether "the" stands before a name. */
    boolean isAfterThe(PlaceName name) {
        List<Token> tokens = tokens(name);
        return name.begin() > 0 && tokens.get(name.begin() - 1).text().equalsIgnoreCase("the");
    }

    /** Whether the words beside a name say that an area is meant: "Geneva canton", "the province of Quebec". */
    boolean isArea(PlaceName name) {
        List<Token> tokens = tokens(name);
        if (name.end() < tokens.size() && isWordForArea(tokens.get(name.end()))) {
            return true;
        }
        int of = name.begin() - 1;
        return of > 0 && tokens.get(of).text().equals("of") && isWordForArea(tokens.get(of - 1));
    }

    private static boolean isWordForArea(Token token) {
        return WORDS_FOR_AREAS.contains(token.text().toLowerCase(Locale.ROOT));
    }

    private List<Token> tokens(PlaceName name) {
        return document.sentences().get(name.sentence()).tokens();
    }

    private String text(PlaceName name, int first, int last) {
        return name(name, first, last, 1).mention().getText();
    }
}
