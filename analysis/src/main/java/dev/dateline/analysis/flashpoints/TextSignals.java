package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.SentenceSignals.Country;
import dev.dateline.analysis.flashpoints.SentenceSignals.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a text holds of all definitions: by sentence what they share, by definition what is its own, so that the cost of
 * scoring one does not grow with the others.
 */
final class TextSignals {

    private final List<SentenceSignals> sentences = new ArrayList<>();
    private final Map<Integer, List<Found>> own = new HashMap<>();
    private final Set<String> countries = new HashSet<>();

    void add(SentenceSignals sentence) {
        sentences.add(sentence);
    }

    void addCountry(int sentence, Country country) {
        sentences.get(sentence).countries().add(country);
        countries.add(country.code());
    }

    void add(Found found) {
        if (found.signal().isShared()) {
            sentences.get(found.sentence()).shared().add(found);
        } else {
            own.computeIfAbsent(found.signal().definition(), key -> new ArrayList<>())
                    .add(found);
        }
    }

    List<SentenceSignals> sentences() {
        return sentences;
    }

    /** Codes of the countries that it names. */
    Set<String> countries() {
        return countries;
    }

    /** Indices of the definitions that have phrases in it. */
    Set<Integer> definitions() {
        return own.keySet();
    }

    /** The phrases of one definition, in the order of the text. */
    List<Found> own(int definition) {
        return own.getOrDefault(definition, List.of());
    }
}
