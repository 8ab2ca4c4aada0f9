package dev.dateline.analysis.places;

import dev.dateline.analysis.countries.CountryChoice;
import dev.dateline.analysis.countries.CountryMention;
import dev.dateline.analysis.countries.CountryNames;
import dev.dateline.analysis.countries.CountryTagger;
import dev.dateline.analysis.countries.NameKind;
import dev.dateline.analysis.countries.TextPart;
import dev.dateline.analysis.entities.Entities;
import dev.dateline.analysis.entities.EntityReader;
import dev.dateline.analysis.entities.LeaderName;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Mention;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the places and the countries of a document so that they do not contradict each other: the countries that it names
 * say which places its names mean, and where a place is told, its country is the one that is tagged. Safe for use by many
 * threads.
 */
public final class GeographyReader {

    private final EntityReader entityReader;
    private final CountryTagger countryTagger;
    private final PlaceResolver resolver;
    private final PlaceTagger placeTagger;

    private GeographyReader(
            EntityReader entityReader, CountryTagger countryTagger, PlaceResolver resolver, PlaceTagger placeTagger) {
        this.entityReader = entityReader;
        this.countryTagger = countryTagger;
        this.resolver = resolver;
        this.placeTagger = placeTagger;
    }

    /** The reader with the tables of this module, loaded once per JVM. */
    public static GeographyReader standard() {
        return Standard.READER;
    }

    /** A reader that weighs clues otherwise; all else is that of {@link #standard()} and is not loaded again. */
    public static GeographyReader with(Weights weights) {
        GeographyReader standard = standard();
        return new GeographyReader(
                standard.entityReader, standard.countryTagger, standard.resolver.with(weights), standard.placeTagger);
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final GeographyReader READER = load();

        private static GeographyReader load() {
            CountryNames countryNames = CountryNames.load();
            return new GeographyReader(
                    EntityReader.standard(),
                    CountryTagger.standard(),
                    new PlaceResolver(PlaceTable.load(), countryNames, Weights.load()),
                    new PlaceTagger(countryNames));
        }
    }

    /** Reads a document by itself. */
    public Geography read(Document document) {
        return read(document, entityReader.read(document, List.of()));
    }

    /** Reads a document whose names have been read. */
    public Geography read(Document document, Entities entities) {
        Agreed agreed = agree(document, entities);
        return new Geography(
                countryTagger.tags(agreed.countries()),
                placeTagger.tag(entities.places(), agreed.resolved()),
                agreed.toponyms());
    }

    /**
     * What places and countries a document names, without contradiction.
     *
     * @param countries mentions of countries
     * @param resolved the names of places with what they mean
     * @param toponyms these and every other naming of a country, in the order of the text
     */
    private record Agreed(List<CountryMention> countries, List<Toponym> resolved, List<Toponym> toponyms) {}

    private Agreed agree(Document document, Entities entities) {
        List<CountryMention> mentions = countryTagger.mentions(document);
        List<Toponym> toponyms = resolver.resolve(document, entities.placeNames(), mentions);
        List<CountryMention> agreeing = new ArrayList<>();
        Set<Toponym> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Integer, List<Toponym>> bySentence = toponyms.stream()
                .collect(Collectors.groupingBy(toponym -> toponym.name().sentence()));
        List<Toponym> all = new ArrayList<>(toponyms);
        for (CountryMention mention : mentions) {
            if (mention.kind() == NameKind.NONE) {
                continue;
            }
            List<Toponym> same = overlapping(bySentence, mention);
            if (same.isEmpty()) {
                all.add(new Toponym(
                        mention.asPlaceName(),
                        null,
                        mention.country(),
                        true,
                        mention.kind().confidence()));
            }
            if (same.isEmpty() || isAgreed(mention, same.getFirst())) {
                agreeing.add(mention);
                counted.addAll(same);
            }
        }
        for (Toponym toponym : toponyms) {
            if (!counted.contains(toponym) && toponym.country() != null && toponym.place() != null) {
                CountryMention mention =
                        CountryMention.of(toponym.name(), toponym.country(), TextPart.of(document, toponym.mention()));
                agreeing.add(mention);
                counted.addAll(overlapping(bySentence, mention));
            }
        }
        for (LeaderName leader : entities.leaderNames()) {
            agreeing.add(CountryMention.of(leader, TextPart.of(document, leader.mention())));
        }
        all.sort(Comparator.comparing(
                Toponym::mention, Comparator.comparing(Mention::getField).thenComparingInt(Mention::getBegin)));
        return new Agreed(agreeing, toponyms, all);
    }

    private static List<Toponym> overlapping(Map<Integer, List<Toponym>> bySentence, CountryMention mention) {
        return bySentence.getOrDefault(mention.sentence(), List.of()).stream()
                .filter(toponym -> toponym.overlaps(mention.sentence(), mention.begin(), mention.end()))
                .toList();
    }

    /** Whether a mention of a country does not contradict the place that is told, if any is. */
    private static boolean isAgreed(CountryMention mention, Toponym toponym) {
        return toponym.country() == null || mention.country().equals(toponym.country());
    }

    /** What the weights are fitted to: every name of a place with all that it may mean. */
    public List<NameChoice> choices(Document document) {
        Entities entities = entityReader.read(document, List.of());
        return resolver.choices(document, entities.placeNames(), countryTagger.mentions(document));
    }

    /** What the confidence of countries is fitted to: every country that is tagged, with its signs. */
    public List<CountryChoice> countryChoices(Document document) {
        return countryTagger.choices(
                agree(document, entityReader.read(document, List.of())).countries());
    }
}
