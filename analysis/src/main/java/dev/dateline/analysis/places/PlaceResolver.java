package dev.dateline.analysis.places;

import dev.dateline.analysis.countries.CountryNames;
import dev.dateline.analysis.entities.PlaceName;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which place a name means: by the region or country behind it, by the countries that the document speaks of, by
 * the other places in it, and by population. One name means one place throughout a document unless a region behind it
 * says otherwise. Safe for use by many threads.
 */
public final class PlaceResolver {

    /** Below it no place is told. */
    private static final double SURE_ENOUGH = 0.5;

    /** Candidates this near to each other are one place: a city and the region named after it. */
    private static final double SAME_PLACE_KM = 80;

    private static final double NEAR_KM = 160;
    private static final int TOKENS_BEHIND = 4;
    private static final int PASSES = 2;

    private static final Set<String> OPENS_CONTAINER = Set.of(",", "(");

    private final PlaceTable table;
    private final CountryNames countryNames;

    /** A resolver over a table. */
    public PlaceResolver(PlaceTable table, CountryNames countryNames) {
        this.table = table;
        this.countryNames = countryNames;
    }

    /**
     * Resolves every name of a place.
     *
     * @param names the names, in the order of the text
     * @param countries the countries of the document, with their mentions
     */
    public List<Toponym> resolve(Document document, List<PlaceName> names, List<Tag> countries) {
        return new Reading(document, names, countries).toponyms();
    }

    /** A place that a name may mean, with what speaks for it. */
    private static final class Candidate {
        private final Place place;
        private double score;
        private double share;

        Candidate(Place place) {
            this.place = place;
        }
    }

    /** All mentions of a name that mean one place. */
    private static final class Group {
        private final List<PlaceName> mentions = new ArrayList<>();
        private final List<Candidate> candidates = new ArrayList<>();
        private boolean contained;

        @Nullable
        Candidate best() {
            Candidate best = null;
            for (Candidate candidate : candidates) {
                if (best == null || candidate.score > best.score) {
                    best = candidate;
                }
            }
            return best;
        }
    }

    /** The reading of one document. */
    private final class Reading {

        private final Document document;
        private final List<PlaceName> names;
        private final Map<Mention, String> countryMentions = new HashMap<>();
        private final Map<String, Double> countryWeights = new TreeMap<>();
        private final Map<String, Group> groups = new LinkedHashMap<>();
        private final Map<PlaceName, Group> groupOf = new HashMap<>();
        private final Set<String> namedRegions = new HashSet<>();

        Reading(Document document, List<PlaceName> names, List<Tag> countries) {
            this.document = document;
            this.names = names;
            for (Tag country : countries) {
                for (Mention mention : country.getMentions()) {
                    countryMentions.put(mention, country.getId());
                }
            }
        }

        List<Toponym> toponyms() {
            groupNames();
            weighCountries();
            for (int pass = 0; pass < PASSES; pass++) {
                for (Group group : groups.values()) {
                    score(group, pass > 0);
                }
            }
            List<Toponym> toponyms = new ArrayList<>();
            for (PlaceName name : names) {
                Group group = groupOf.get(name);
                toponyms.add(group == null ? country(name) : toponym(name, group));
            }
            return toponyms;
        }

        private boolean isCountry(PlaceName name) {
            String country = countryMentions.get(name.mention());
            return country != null && countryNames.isName(name.mention().getText(), country);
        }

        private void groupNames() {
            Map<String, String> containerOfKey = new HashMap<>();
            List<Optional<String>> containers = new ArrayList<>();
            for (PlaceName name : names) {
                Optional<String> container = isCountry(name) ? Optional.empty() : containerBehind(name);
                containers.add(container);
                container.ifPresent(id ->
                        containerOfKey.putIfAbsent(PlaceKey.of(name.mention().getText()), id));
            }
            for (int i = 0; i < names.size(); i++) {
                PlaceName name = names.get(i);
                if (isCountry(name)) {
                    continue;
                }
                String key = PlaceKey.of(name.mention().getText());
                String container = containers.get(i).orElse(containerOfKey.getOrDefault(key, ""));
                Group group = groups.computeIfAbsent(key + "@" + container, id -> group(name, container));
                group.mentions.add(name);
                groupOf.put(name, group);
                if (container.indexOf('.') > 0) {
                    namedRegions.add(container);
                }
            }
        }

        private Group group(PlaceName name, String container) {
            Group group = new Group();
            for (Place place : candidates(name)) {
                boolean inside = container.isEmpty()
                        || place.country().equals(container)
                        || (place.regionId().equals(container) && place.kind() != Place.Kind.REGION);
                if (inside) {
                    group.candidates.add(new Candidate(place));
                }
            }
            group.contained = !container.isEmpty();
            return group;
        }

        /** A name may hold its container: "Springfield, Ill." read as one. */
        private List<Place> candidates(PlaceName name) {
            String text = name.mention().getText();
            List<Place> places = table.named(text);
            int comma = text.indexOf(',');
            return places.isEmpty() && comma > 0 ? table.named(text.substring(0, comma)) : places;
        }

        /** The region's id or the country's code that stands behind a name. */
        private Optional<String> containerBehind(PlaceName name) {
            String text = name.mention().getText();
            int comma = text.indexOf(',');
            if (comma > 0) {
                return container(text.substring(comma + 1).strip());
            }
            Sentence sentence = document.sentences().get(name.sentence());
            List<Token> tokens = sentence.tokens();
            int at = name.end();
            if (at + 1 >= tokens.size()
                    || !OPENS_CONTAINER.contains(tokens.get(at).text())) {
                return Optional.empty();
            }
            int first = at + 1;
            for (int last = Math.min(tokens.size(), first + TOKENS_BEHIND); last > first; last--) {
                String behind = document.mention(
                                sentence.field(),
                                tokens.get(first).begin(),
                                tokens.get(last - 1).end())
                        .getText();
                Optional<String> container = container(behind);
                if (container.isPresent()) {
                    return container;
                }
            }
            return Optional.empty();
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
            return regions.stream()
                    .max((a, b) -> Long.compare(a.population(), b.population()))
                    .map(Place::id);
        }

        /** What the document says of countries without the names that are to be decided. */
        private void weighCountries() {
            Set<Mention> open = new HashSet<>();
            groupOf.forEach((name, group) -> {
                if (!group.candidates.isEmpty()) {
                    open.add(name.mention());
                }
            });
            countryMentions.forEach((mention, country) -> {
                if (!open.contains(mention)) {
                    countryWeights.merge(country, 1.0, Double::sum);
                }
            });
            for (Group group : groups.values()) {
                Candidate best = group.best();
                if (group.contained && best != null) {
                    countryWeights.merge(best.place.country(), 2.0 * group.mentions.size(), Double::sum);
                }
            }
        }

        private void score(Group group, boolean withOthers) {
            double total = countryWeights.values().stream().mapToDouble(w -> w).sum();
            for (Candidate candidate : group.candidates) {
                Place place = candidate.place;
                double score = prior(place);
                double weight = countryWeights.getOrDefault(place.country(), 0.0);
                score += weight > 0 ? Weights.COUNTRY_NAMED + Weights.COUNTRY_SHARE * weight / total : 0;
                score += namedRegions.contains(place.regionId()) ? Weights.REGION_NAMED : 0;
                if (withOthers) {
                    score += support(group, place);
                }
                candidate.score = score;
            }
            share(group);
        }

        private double prior(Place place) {
            double score = Weights.POPULATION * Math.log10(place.population() + 500.0);
            return score
                    + switch (place.kind()) {
                        case CAPITAL -> Weights.CAPITAL;
                        case SEAT -> Weights.SEAT;
                        case CITY -> 0;
                        case REGION -> Weights.REGION;
                        case COUNTY -> Weights.COUNTY;
                    };
        }

        private double support(Group group, Place place) {
            double support = 0;
            for (Group other : groups.values()) {
                Candidate best = other == group ? null : other.best();
                if (best == null) {
                    continue;
                }
                double with = 0;
                if (best.place.regionId().equals(place.regionId())) {
                    with = Weights.SAME_REGION;
                } else if (best.place.country().equals(place.country())) {
                    with = Weights.SAME_COUNTRY;
                }
                if (!best.place.kind().isArea() && best.place.kilometresTo(place) < NEAR_KM) {
                    with += Weights.NEAR;
                }
                support += with * best.share;
            }
            return Math.min(support, Weights.MOST_SUPPORT);
        }

        private void share(Group group) {
            Candidate best = group.best();
            if (best == null) {
                return;
            }
            double sum = 0;
            for (Candidate candidate : group.candidates) {
                candidate.share = Math.exp(candidate.score - best.score);
                sum += candidate.share;
            }
            for (Candidate candidate : group.candidates) {
                candidate.share /= sum;
            }
        }

        private Toponym country(PlaceName name) {
            String code = countryMentions.get(name.mention());
            return new Toponym(name.mention(), null, code, true, name.confidence());
        }

        private Toponym toponym(PlaceName name, Group group) {
            Candidate best = group.best();
            if (best == null) {
                return new Toponym(name.mention(), null, null, false, name.confidence());
            }
            double samePlace = 0;
            double sameCountry = 0;
            for (Candidate candidate : group.candidates) {
                if (candidate.place.country().equals(best.place.country())) {
                    sameCountry += candidate.share;
                    samePlace += best.place.kilometresTo(candidate.place) < SAME_PLACE_KM ? candidate.share : 0;
                }
            }
            if (samePlace >= SURE_ENOUGH) {
                return new Toponym(
                        name.mention(), best.place, best.place.country(), false, name.confidence() * samePlace);
            }
            String country = sameCountry >= Weights.COUNTRY_SURE_ENOUGH ? best.place.country() : null;
            return new Toponym(name.mention(), null, country, false, name.confidence());
        }
    }
}
