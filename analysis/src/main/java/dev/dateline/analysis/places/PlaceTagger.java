package dev.dateline.analysis.places;

import dev.dateline.analysis.countries.CountryNames;
import dev.dateline.analysis.entities.PlaceName;
import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the places of a document their coordinates and country. Safe for use by many threads. */
public final class PlaceTagger {

    /** The rule that tags with coordinates name. */
    static final String RULE = "places-geonames";

    private static final String RULE_VERSION = "1";
    private static final double SUREST = 0.99;

    private final PlaceResolver resolver;

    private PlaceTagger(PlaceResolver resolver) {
        this.resolver = resolver;
    }

    /** The tagger with the tables of this module, loaded once per JVM. */
    public static PlaceTagger standard() {
        return Standard.TAGGER;
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final PlaceTagger TAGGER =
                new PlaceTagger(new PlaceResolver(PlaceTable.load(), CountryNames.load()));
    }

    /**
     * Every name of a place with what it means, in the order of the text: places by their names, and countries also by
     * their adjectives and peoples.
     */
    public List<Toponym> toponyms(Document document, List<PlaceName> names, List<Tag> countries) {
        List<Toponym> toponyms = new ArrayList<>(resolver.resolve(document, names, countries));
        Set<Mention> taken = new HashSet<>();
        names.forEach(name -> taken.add(name.mention()));
        for (Tag country : countries) {
            for (Mention mention : country.getMentions()) {
                if (taken.stream().noneMatch(other -> overlap(mention, other))) {
                    toponyms.add(new Toponym(mention, null, country.getId(), true, country.getConfidence()));
                }
            }
        }
        toponyms.sort(Comparator.comparing(Toponym::mention, inOrder()));
        return toponyms;
    }

    private static boolean overlap(Mention one, Mention other) {
        return one.getField() == other.getField() && one.getBegin() < other.getEnd() && other.getBegin() < one.getEnd();
    }

    private static Comparator<Mention> inOrder() {
        return Comparator.comparing(Mention::getField).thenComparingInt(Mention::getBegin);
    }

    /**
     * The places with coordinates and country where these are told; names of one place are joined.
     *
     * @param places places joined by spelling alone
     * @param toponyms what their mentions mean
     */
    public List<Tag> tag(List<Tag> places, List<Toponym> toponyms) {
        Map<Mention, Toponym> byMention = new HashMap<>();
        toponyms.forEach(toponym -> byMention.put(toponym.mention(), toponym));
        Map<String, Tag> byId = new LinkedHashMap<>();
        for (Tag tag : places) {
            Tag located = located(tag, byMention);
            byId.merge(located.getId(), located, PlaceTagger::joined);
        }
        return byId.values().stream()
                .sorted(Comparator.comparingDouble(Tag::getSalience).reversed())
                .toList();
    }

    /** The tag with its place, if all its mentions mean the same one. */
    private static Tag located(Tag tag, Map<Mention, Toponym> byMention) {
        List<Toponym> meant = new ArrayList<>();
        for (Mention mention : tag.getMentions()) {
            Toponym toponym = byMention.get(mention);
            if (toponym != null) {
                meant.add(toponym);
            }
        }
        Set<Optional<String>> ids = new HashSet<>();
        Set<Optional<String>> countries = new HashSet<>();
        for (Toponym toponym : meant) {
            ids.add(toponym.resolved().map(Place::id));
            countries.add(Optional.ofNullable(toponym.country()));
        }
        Tag.Builder located = Tag.newBuilder(tag);
        if (countries.size() == 1) {
            located.setCountry(countries.iterator().next().orElse(null));
        }
        Optional<Place> place =
                meant.isEmpty() ? Optional.empty() : meant.getFirst().resolved();
        if (ids.size() == 1 && place.isPresent()) {
            located.setId("geonames:" + place.get().id())
                    .setLabel(place.get().name())
                    .setLatitude(place.get().latitude())
                    .setLongitude(place.get().longitude())
                    .setConfidence(Math.min(
                            SUREST,
                            meant.stream()
                                    .mapToDouble(Toponym::confidence)
                                    .max()
                                    .orElse(0)))
                    .setRule(RULE)
                    .setRuleVersion(RULE_VERSION);
        }
        return located.build();
    }

    private static Tag joined(Tag first, Tag second) {
        List<Mention> mentions = new ArrayList<>(first.getMentions());
        mentions.addAll(second.getMentions());
        mentions.sort(inOrder());
        return Tag.newBuilder(first)
                .setMentions(mentions)
                .setConfidence(Math.max(first.getConfidence(), second.getConfidence()))
                .setSalience(Math.max(first.getSalience(), second.getSalience()))
                .build();
    }
}
