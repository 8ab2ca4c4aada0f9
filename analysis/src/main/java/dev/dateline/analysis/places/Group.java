package dev.dateline.analysis.places;

import dev.dateline.analysis.entities.PlaceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All mentions of a name that mean one place, and the places that it may be. Not safe for use by several threads. */
final class Group {

    /** Places this near to each other are one: a city and the region named after it. */
    private static final double SAME_PLACE_KM = 80;

    private static final double LEAST = 0.01;

    private final String key;
    private final String container;
    private final boolean filedAt;
    private final boolean afterThe;
    private final boolean landscape;
    private final List<PlaceName> mentions = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final double[] none = new double[Clue.values().length];
    private double shareOfNone = 1;
    private double surest = LEAST;

    /** A place that the name may mean, with what speaks for it. */
    static final class Candidate {
        final Place place;
        final double[] clues = new double[Clue.values().length];
        double share;

        Candidate(Place place) {
            this.place = place;
        }
    }

    /**
     * A group without mentions.
     *
     * @param container the region's id or the country's code behind the name; empty where there is none
     * @param listed the country that a list of its regions, or the document's words, say
     * @param seat the country whose government is called by the name
     * @param filedAt whether the name stands where the report was filed
     * @param afterThe whether "the" stands before it
     */
    Group(
            String key,
            String container,
            List<Place> places,
            Optional<String> listed,
            Optional<String> seat,
            boolean filedAt,
            boolean afterThe) {
        this.key = key;
        this.container = container;
        this.filedAt = filedAt;
        this.afterThe = afterThe;
        this.landscape = Surroundings.hasWordOfLandscape(key);
        for (Place place : places) {
            Candidate candidate = new Candidate(place);
            setClues(candidate, listed, seat);
            candidates.add(candidate);
        }
    }

    private void setClues(Candidate candidate, Optional<String> listed, Optional<String> seat) {
        Place place = candidate.place;
        double[] clues = candidate.clues;
        boolean town = place.kind().isTown();
        double inhabitants = Math.log10(place.population() + 500.0);
        if (town) {
            set(clues, Clue.INHABITANTS, inhabitants);
        }
        switch (place.kind()) {
            case CAPITAL -> set(clues, Clue.CAPITAL, 1);
            case SEAT -> set(clues, Clue.SEAT, 1);
            case REGION -> set(clues, Clue.REGION, 1);
            case COUNTY -> set(clues, Clue.COUNTY, 1);
            case COUNTRY -> set(clues, Clue.COUNTRY, 1);
            case LAND, WATER -> set(clues, Clue.LAND, 1);
            case CITY -> {
                // Nothing but its inhabitants.
            }
        }
        boolean area = place.kind() == Place.Kind.REGION || place.kind() == Place.Kind.COUNTY;
        set(clues, Clue.INHABITANTS_OF_AREA, area ? inhabitants : 0);
        boolean shortened = area && !PlaceKey.of(place.name()).equals(key);
        set(clues, Clue.AREA_WITHOUT_ITS_WORD, shortened ? 1 : 0);
        boolean isListed = listed.isPresent() && listed.get().equals(place.country());
        set(clues, Clue.COUNTRY_LISTED, isListed ? 1 : 0);
        boolean governs = place.kind() == Place.Kind.CAPITAL
                && seat.isPresent()
                && seat.get().equals(place.country());
        set(clues, Clue.SEAT_OF_GOVERNMENT, governs ? 1 : 0);
        set(clues, Clue.CONTAINED, isContained() ? 1 : 0);
        set(clues, Clue.FILED_AT, filedAt && town ? 1 : 0);
        set(clues, Clue.TOWN_AFTER_THE, afterThe && town ? 1 : 0);
        set(clues, Clue.TOWN_WITH_WORD_OF_LANDSCAPE, landscape && town ? 1 : 0);
    }

    private static void set(double[] clues, Clue clue, double value) {
        clues[clue.ordinal()] = value;
    }

    /**
     * Adds a mention.
     *
     * @param area whether the words beside it say that an area is meant
     */
    void add(PlaceName name, boolean area) {
        mentions.add(name);
        for (Candidate candidate : candidates) {
            Place.Kind kind = candidate.place.kind();
            if (area && (kind == Place.Kind.REGION || kind == Place.Kind.COUNTY)) {
                set(candidate.clues, Clue.SAID_TO_BE_AREA, 1);
            }
        }
        surest = Math.max(surest, Math.min(name.confidence(), 1 - LEAST));
        set(none, Clue.NONE, 1);
        set(none, Clue.NONE_AFTER_THE, afterThe ? 1 : 0);
        set(
                none,
                Clue.NONE_FOR_EACH_FURTHER_WORD,
                key.chars().filter(c -> c == ' ').count());
        set(none, Clue.NONE_WITH_WORD_OF_LANDSCAPE, landscape ? 1 : 0);
        set(none, Clue.NONE_BY_CONFIDENCE, Math.log(surest / (1 - surest)));
        set(none, Clue.NONE_CONTAINED, isContained() ? 1 : 0);
        set(none, Clue.NONE_FILED_AT, filedAt ? 1 : 0);
    }

    String key() {
        return key;
    }

    List<PlaceName> mentions() {
        return mentions;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    boolean isContained() {
        return !container.isEmpty();
    }

    boolean isFiledAt() {
        return filedAt;
    }

    /** The country of the region or country behind the name. */
    String containerCountry() {
        int dot = container.indexOf('.');
        return dot < 0 ? container : container.substring(0, dot);
    }

    /** The likeliest place; null where there is no place of that name. */
    @Nullable
    Candidate best() {
        Candidate best = null;
        for (Candidate candidate : candidates) {
            if (best == null || candidate.share > best.share) {
                best = candidate;
            }
        }
        return best;
    }

    /** Makes shares of what the clues add up to; what is left is that none of the places is meant. */
    void share(Weights weights) {
        double[] scores = new double[candidates.size()];
        double most = weights.score(none);
        double scoreOfNone = most;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = weights.score(candidates.get(i).clues);
            most = Math.max(most, scores[i]);
        }
        shareOfNone = Math.exp(scoreOfNone - most);
        double sum = shareOfNone;
        for (int i = 0; i < scores.length; i++) {
            candidates.get(i).share = Math.exp(scores[i] - most);
            sum += candidates.get(i).share;
        }
        shareOfNone /= sum;
        for (Candidate candidate : candidates) {
            candidate.share /= sum;
        }
    }

    double shareOfCountry(String country) {
        double share = 0;
        for (Candidate candidate : candidates) {
            share += candidate.place.country().equals(country) ? candidate.share : 0;
        }
        return share;
    }

    /** The share of a place with all that lie where it lies. */
    double shareAround(Candidate best) {
        double share = 0;
        for (Candidate candidate : candidates) {
            share += isSamePlace(best.place, candidate.place) ? candidate.share : 0;
        }
        return share;
    }

    /** The town where a region of the same name lies around it: people rather mean the city of Geneva than its canton. */
    Place townAround(Candidate best) {
        return around(best, true);
    }

    /** The region where a town of the same name lies within it. */
    Place areaAround(Candidate best) {
        return around(best, false);
    }

    private Place around(Candidate best, boolean town) {
        if (best.place.kind().isTown() == town) {
            return best.place;
        }
        Candidate found = null;
        for (Candidate candidate : candidates) {
            boolean fits = candidate.place.kind().isTown() == town && isSamePlace(best.place, candidate.place);
            if (fits && (found == null || candidate.share > found.share)) {
                found = candidate;
            }
        }
        return found == null ? best.place : found.place;
    }

    private static boolean isSamePlace(Place one, Place other) {
        return one == other || (one.country().equals(other.country()) && one.kilometresTo(other) < SAME_PLACE_KM);
    }

    /** The group as what the weights are fitted to. */
    NameChoice choice() {
        List<NameChoice.Meaning> meanings = new ArrayList<>();
        for (Candidate candidate : candidates) {
            meanings.add(new NameChoice.Meaning(candidate.place, candidate.clues, candidate.share));
        }
        meanings.add(new NameChoice.Meaning(null, none, shareOfNone));
        return new NameChoice(mentions, meanings);
    }
}
