package dev.dateline.analysis.entities;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds further occurrences of the names of a document where the tagger saw none, such as a surname at a sentence's start. */
final class NameRepeater {

    private static final double SURE = 0.5;

    /** The names to look for by their first word in lower case, longest first. */
    private final Map<String, List<Name>> patterns = new HashMap<>();

    NameRepeater(List<Name> names) {
        Set<String> seen = new HashSet<>();
        for (Name name : names) {
            if (name.confidence() < SURE) {
                continue;
            }
            add(name, seen);
            Name bare = name.type() == EntityType.PERSON ? PersonName.bare(name) : name;
            if (name.type() == EntityType.PERSON && bare.words().size() > 1) {
                add(bare, seen);
                add(bare.between(bare.end() - 1, bare.end()), seen);
                if (PersonName.isFamilyNameFirst(bare.words().getFirst())) {
                    add(bare.between(bare.begin(), bare.begin() + 1), seen);
                }
            }
        }
        Comparator<Name> byLength = Comparator.comparingInt(name -> name.words().size());
        patterns.values().forEach(list -> list.sort(byLength.reversed()));
    }

    private void add(Name name, Set<String> seen) {
        boolean letter = name.words().size() == 1 && name.words().getFirst().length() == 1;
        if (!letter && seen.add(name.key())) {
            patterns.computeIfAbsent(firstWord(name.words()), key -> new ArrayList<>())
                    .add(name);
        }
    }

    private static String firstWord(List<String> words) {
        return words.getFirst().toLowerCase(Locale.ROOT);
    }

    /** Adds the occurrences that overlap no name; where a text is all capitals, whatever their case. */
    void addTo(List<Name> names, List<List<String>> texts, List<Lettering> letterings) {
        Map<Integer, List<Name>> taken = new HashMap<>();
        names.forEach(name ->
                taken.computeIfAbsent(name.sentence(), key -> new ArrayList<>()).add(name));
        for (int s = 0; s < texts.size(); s++) {
            List<Name> here = taken.computeIfAbsent(s, key -> new ArrayList<>());
            boolean anyCase = letterings.get(s) == Lettering.CAPITALS;
            for (int i = 0; i < texts.get(s).size(); i++) {
                Name found = findAt(s, i, texts, anyCase);
                if (found != null && here.stream().noneMatch(found::overlaps)) {
                    here.add(found);
                    names.add(found);
                }
            }
        }
    }

    private @Nullable Name findAt(int sentence, int i, List<List<String>> texts, boolean anyCase) {
        List<String> text = texts.get(sentence);
        String first = text.get(i).toLowerCase(Locale.ROOT);
        for (Name pattern : patterns.getOrDefault(first, List.of())) {
            int end = i + pattern.words().size();
            if (matches(text, i, pattern.words(), anyCase)) {
                // A single word that the text also writes small is more likely that word.
                if (pattern.words().size() == 1 && texts.stream().anyMatch(words -> words.contains(first))) {
                    continue;
                }
                return new Name(pattern.type(), sentence, i, end, text.subList(i, end), pattern.confidence());
            }
        }
        return null;
    }

    private static boolean matches(List<String> text, int begin, List<String> words, boolean anyCase) {
        if (begin + words.size() > text.size()) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = text.get(begin + i);
            if (!(anyCase ? word.equalsIgnoreCase(words.get(i)) : word.equals(words.get(i)))) {
                return false;
            }
        }
        return true;
    }
}
