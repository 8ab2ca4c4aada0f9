package dev.dateline.analysis.places;

import dev.dateline.analysis.countries.CountryNames;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Gives the places of a document their coordinates and country. */
final class PlaceTagger {

    /** The rule that tags with coordinates name. */
    static final String RULE = "places-geonames";

    private static final String RULE_VERSION = "2";
    private static final double SUREST = 0.99;

    private final CountryNames countryNames;

    PlaceTagger(CountryNames countryNames) {
        this.countryNames = countryNames;
    }

    /** Where a mention begins: "Washington, D.C." is a mention of which only Washington is the place. */
    private record Begin(Field field, int begin) {
        static Begin of(Mention mention) {
            return new Begin(mention.getField(), mention.getBegin());
        }
    }

    /**
     * The places with coordinates and country where these are told; names of one place are joined.
     *
     * @param places places joined by spelling alone; countries among them are left out, they have tags of their own
     * @param toponyms what their mentions mean
     */
    List<Tag> tag(List<Tag> places, List<Toponym> toponyms) {
        Map<Begin, Toponym> byBegin = new HashMap<>();
        toponyms.forEach(toponym -> byBegin.put(Begin.of(toponym.mention()), toponym));
        Map<String, Tag> byId = new LinkedHashMap<>();
        for (Tag tag : places) {
            List<Toponym> meant = tag.getMentions().stream()
                    .map(Begin::of)
                    .map(byBegin::get)
                    .filter(Objects::nonNull)
                    .toList();
            boolean country = meant.stream().anyMatch(Toponym::isCountry)
                    || countryNames.country(tag.getLabel()).isPresent();
            if (country && meant.stream().allMatch(toponym -> toponym.place() == null)) {
                continue;
            }
            Tag located = located(tag, meant);
            byId.merge(located.getId(), located, PlaceTagger::joined);
        }
        return byId.values().stream()
                .sorted(Comparator.comparingDouble(Tag::getSalience).reversed())
                .toList();
    }

    /** The tag with its place, if all its mentions mean the same one. */
    private static Tag located(Tag tag, List<Toponym> meant) {
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
            located.setId(place.get().tagId())
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

    private static Comparator<Mention> inOrder() {
        return Comparator.comparing(Mention::getField).thenComparingInt(Mention::getBegin);
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
