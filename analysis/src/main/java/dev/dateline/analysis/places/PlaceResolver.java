package dev.dateline.analysis.places;

import dev.dateline.analysis.countries.CountryMention;
import dev.dateline.analysis.countries.CountryNames;
import dev.dateline.analysis.countries.NameKind;
import dev.dateline.analysis.entities.PlaceName;
import dev.dateline.analysis.text.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which place a name means: by the region or country behind it, by the countries that the document speaks of, by
 * the other places in it, and by population; or that the document does not tell. One name means one place throughout a
 * document unless a region behind it says otherwise. Safe for use by many threads.
 */
public final class PlaceResolver {

    private static final double NEAR_KM = 160;
    private static final double MOST_SUPPORT = 3;
    private static final double SUREST = 0.99;

    /** How sure a short form of a region behind a city is its name. */
    private static final double SURE_CONTAINER = 0.95;

    /** How often shares are computed: first without the other names, then with what they seem to mean. */
    private static final int PASSES = 2;

    /** What a place of this size is called after a comma is a list, not the place that holds it. */
    private static final long FAMOUS = 500_000;

    private final PlaceTable table;
    private final CountryNames countryNames;
    private final Weights weights;

    /** A resolver over a table. */
    public PlaceResolver(PlaceTable table, CountryNames countryNames, Weights weights) {
        this.table = table;
        this.countryNames = countryNames;
        this.weights = weights;
    }

    /** A resolver over the same tables that weighs clues otherwise. */
    public PlaceResolver with(Weights otherWeights) {
        return new PlaceResolver(table, countryNames, otherWeights);
    }

    /**
     * Resolves every name of a place, and every name of a place by which a country is meant.
     *
     * @param names the names of places, in the order of the text
     * @param countries the mentions of countries, in the order of the text
     * @return what they mean, in no order; mentions of countries by other words are not among them
     */
    public List<Toponym> resolve(Document document, List<PlaceName> names, List<CountryMention> countries) {
        return new Reading(document, names, countries).toponyms();
    }

    /** What {@link #resolve} chooses from. */
    public List<NameChoice> choices(Document document, List<PlaceName> names, List<CountryMention> countries) {
        Reading reading = new Reading(document, names, countries);
        reading.decide();
        return reading.groups.values().stream().map(Group::choice).toList();
    }

    /** The reading of one document. */
    private final class Reading {

        private final List<PlaceName> names;

        /** The same names, so that what overlaps is not looked for in all of a long document. */
        private final Map<Integer, List<PlaceName>> bySentence = new HashMap<>();

        private final Map<PlaceName, CountryMention> countryOf = new HashMap<>();
        private final Surroundings surroundings;
        private final Map<String, Group> groups = new LinkedHashMap<>();
        private final Map<PlaceName, Group> groupOf = new HashMap<>();
        private final Map<PlaceName, Place> containers = new LinkedHashMap<>();

        /** The countries named, each with the keys of the names that say so; empty for words that are no name of a place. */
        private final Map<String, Set<String>> namedBy = new HashMap<>();

        Reading(Document document, List<PlaceName> placeNames, List<CountryMention> countries) {
            this.surroundings = new Surroundings(document, table, countryNames);
            this.names = new ArrayList<>(
                    placeNames.stream().map(surroundings::withoutContainer).toList());
            names.forEach(name -> inSentence(name.sentence()).add(name));
            Set<PlaceName> dropped = new HashSet<>();
            for (CountryMention country : countries) {
                if (country.kind() == NameKind.NONE) {
                    dropNamesWithin(country, dropped);
                } else {
                    addCountry(country);
                }
            }
            names.removeIf(dropped::contains);
        }

        private List<PlaceName> inSentence(int sentence) {
            return bySentence.computeIfAbsent(sentence, s -> new ArrayList<>());
        }

        /** "Brussels sprouts" do not name Brussels. */
        private void dropNamesWithin(CountryMention phrase, Set<PlaceName> dropped) {
            List<PlaceName> within = inSentence(phrase.sentence()).stream()
                    .filter(name -> overlaps(name, phrase.sentence(), phrase.begin(), phrase.end())
                            && name.end() - name.begin() < phrase.end() - phrase.begin())
                    .toList();
            inSentence(phrase.sentence()).removeAll(within);
            dropped.addAll(within);
        }

        private void addCountry(CountryMention country) {
            Optional<PlaceName> same = inSentence(country.sentence()).stream()
                    .filter(name -> overlaps(name, country.sentence(), country.begin(), country.end()))
                    .findFirst();
            if (same.isPresent()) {
                if (same.get().begin() == country.begin() && same.get().end() == country.end()) {
                    countryOf.put(same.get(), country);
                }
                return;
            }
            boolean place = country.kind().isPlace() || country.weighed();
            if (place && !table.named(country.mention().getText()).isEmpty()) {
                PlaceName name = country.asPlaceName();
                names.add(name);
                inSentence(name.sentence()).add(name);
                countryOf.put(name, country);
            } else {
                addNamed(country.country(), "");
            }
        }

        private static boolean overlaps(PlaceName name, int sentence, int begin, int end) {
            return name.sentence() == sentence && name.begin() < end && begin < name.end();
        }

        private void addNamed(String country, String key) {
            namedBy.computeIfAbsent(country, c -> new HashSet<>()).add(key);
        }

        List<Toponym> toponyms() {
            decide();
            List<Toponym> toponyms = new ArrayList<>();
            for (PlaceName name : names) {
                Group group = groupOf.get(name);
                toponyms.add(
                        group == null ? new Toponym(name, null, null, false, name.confidence()) : toponym(name, group));
            }
            containers.forEach((name, region) -> {
                if (inSentence(name.sentence()).stream()
                        .noneMatch(other -> overlaps(other, name.sentence(), name.begin(), name.end()))) {
                    toponyms.add(new Toponym(name, region, region.country(), false, name.confidence()));
                }
            });
            return toponyms;
        }

        void decide() {
            groupNames();
            noteCountries();
            for (int pass = 0; pass < PASSES; pass++) {
                for (Group group : groups.values()) {
                    score(group, pass > 0);
                }
            }
        }

        private void groupNames() {
            Map<String, String> containerOfKey = new HashMap<>();
            List<Optional<Surroundings.Container>> behind = new ArrayList<>();
            for (PlaceName name : names) {
                Optional<Surroundings.Container> container = surroundings.containerBehind(name);
                behind.add(container);
                container.ifPresent(one ->
                        containerOfKey.putIfAbsent(PlaceKey.of(name.mention().getText()), one.id()));
            }
            for (int i = 0; i < names.size(); i++) {
                PlaceName name = names.get(i);
                String key = PlaceKey.of(name.mention().getText());
                if (key.isEmpty()) {
                    continue;
                }
                String container =
                        behind.get(i).map(Surroundings.Container::id).orElse(containerOfKey.getOrDefault(key, ""));
                Group group = groups.computeIfAbsent(key + "@" + container, id -> group(name, key, container));
                group.add(name, surroundings.isArea(name));
                groupOf.put(name, group);
                Optional<Place> region = table.regionById(container);
                if (group.isContained() && region.isPresent()) {
                    behind.get(i)
                            .ifPresent(one -> containers.put(
                                    surroundings.name(name, one.begin(), one.end(), SURE_CONTAINER), region.get()));
                }
            }
        }

        private Group group(PlaceName name, String key, String container) {
            String text = name.mention().getText();
            List<Place> candidates = table.named(text);
            CountryMention country = countryOf.get(name);
            if (country != null && country.kind() == NameKind.NAME) {
                add(candidates, country.country());
            }
            countryNames.country(text).ifPresent(code -> {
                add(candidates, code);
                // GeoNames has regions that are all of a country: Taiwan, Djibouti.
                candidates.removeIf(place ->
                        place.kind() == Place.Kind.REGION && place.country().equals(code));
            });
            List<Place> inside = candidates.stream()
                    .filter(place -> Surroundings.isInside(place, container))
                    .toList();
            boolean list = inside.isEmpty() && candidates.stream().anyMatch(PlaceResolver::isFamous);
            boolean contained = !container.isEmpty() && !list;
            boolean filedAt = surroundings.isDateline(name);
            List<Place> open = contained ? inside : Surroundings.withoutTownsInTheSea(candidates, key);
            if (filedAt && open.stream().anyMatch(place -> place.kind().isTown())) {
                open = open.stream().filter(place -> place.kind().isTown()).toList();
            }
            Optional<CountryMention> said = Optional.ofNullable(country);
            return new Group(
                    key,
                    contained ? container : "",
                    open,
                    said.filter(one -> one.weighed() || one.kind() == NameKind.REGION)
                            .map(CountryMention::country),
                    said.filter(one -> one.kind() == NameKind.SEAT).map(CountryMention::country),
                    filedAt,
                    surroundings.isAfterThe(name));
        }

        private static void add(List<Place> candidates, String country) {
            if (candidates.stream().noneMatch(place -> place.id().equals(country))) {
                candidates.add(Place.ofCountry(country));
            }
        }

        /** Notes which countries the document names, and by which names. */
        private void noteCountries() {
            countryOf.forEach((name, country) -> {
                Group group = groupOf.get(name);
                if (country.kind() == NameKind.NAME || country.kind() == NameKind.ADJECTIVE || group == null) {
                    addNamed(country.country(), group == null ? "" : group.key());
                }
            });
            for (Group group : groups.values()) {
                if (group.isContained()) {
                    addNamed(group.containerCountry(), group.key());
                }
            }
        }

        /** Whether other names than that one name a country. */
        private boolean isNamed(String country, String key) {
            Set<String> keys = namedBy.getOrDefault(country, Set.of());
            return keys.size() > (keys.contains(key) ? 1 : 0);
        }

        private void score(Group group, boolean withOthers) {
            for (Group.Candidate candidate : group.candidates()) {
                double[] clues = candidate.clues;
                Place place = candidate.place;
                set(clues, Clue.COUNTRY_NAMED, isNamed(place.country(), group.key()) ? 1 : 0);
                if (withOthers) {
                    addSupport(group, place, clues);
                }
            }
            group.share(weights);
        }

        private static void set(double[] clues, Clue clue, double value) {
            clues[clue.ordinal()] = value;
        }

        private void addSupport(Group group, Place place, double[] clues) {
            double region = 0;
            double country = 0;
            double near = 0;
            double all = 0;
            double dateline = 0;
            for (Group other : groups.values()) {
                Group.Candidate best = other.key().equals(group.key()) ? null : other.best();
                if (best == null) {
                    continue;
                }
                all += best.share;
                if (!best.place.country().equals(place.country())) {
                    continue;
                }
                country += best.share;
                dateline = Math.max(dateline, other.isFiledAt() ? best.share : 0);
                if (!place.region().isEmpty() && best.place.region().equals(place.region())) {
                    region += best.share;
                }
                if (best.place.kind().isTown() && best.place.kilometresTo(place) < NEAR_KM) {
                    near += best.share;
                }
            }
            set(clues, Clue.SAME_REGION, Math.min(region, MOST_SUPPORT));
            set(clues, Clue.NEAR, Math.min(near, MOST_SUPPORT));
            set(clues, Clue.COUNTRY_SHARE_OF_PLACES, all > 0 ? country / Math.max(all, 1) : 0);
            set(clues, Clue.COUNTRY_OF_DATELINE, dateline);
        }

        private Toponym toponym(PlaceName name, Group group) {
            Group.Candidate best = group.best();
            if (best == null) {
                String country = group.isContained() ? group.containerCountry() : null;
                return new Toponym(name, null, country, false, name.confidence());
            }
            double country = group.shareOfCountry(best.place.country());
            if (best.place.kind() == Place.Kind.COUNTRY) {
                boolean sure = best.share >= weights.surePlace() && country >= weights.sureCountry();
                String code = country >= weights.sureCountry() ? best.place.country() : null;
                return new Toponym(name, null, code, sure, Math.min(SUREST, best.share));
            }
            double place = group.shareAround(best);
            String code = best.place.country().isEmpty() ? null : best.place.country();
            if (place >= weights.surePlace() && (code == null || country >= weights.sureCountry())) {
                Place told = surroundings.isArea(name) ? group.areaAround(best) : group.townAround(best);
                return new Toponym(name, told, code, false, Math.min(SUREST, place));
            }
            return new Toponym(
                    name, null, country >= weights.sureCountry() ? code : null, false, Math.min(SUREST, country));
        }
    }

    private static boolean isFamous(Place place) {
        return !place.kind().isTown() || place.kind() == Place.Kind.CAPITAL || place.population() >= FAMOUS;
    }
}
