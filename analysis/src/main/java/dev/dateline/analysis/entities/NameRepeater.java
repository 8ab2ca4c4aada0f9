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

    /** The names to look for by their first word, longest first. */
    private final Map<String, List<Name>> patterns = new HashMap<>();

    /** The same by their first word in lower case, for texts that are all capitals. */
    private final Map<String, List<Name>> patternsInAnyCase = new HashMap<>();

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
        patternsInAnyCase.values().forEach(list -> list.sort(byLength.reversed()));
    }

    private void add(Name name, Set<String> seen) {
        boolean letter = name.words().size() == 1 && name.words().getFirst().length() == 1;
        if (!letter && seen.add(name.key())) {
            String first = name.words().getFirst();
            patterns.computeIfAbsent(first, key -> new ArrayList<>()).add(name);
            patternsInAnyCase
                    .computeIfAbsent(lowerCase(first), key -> new ArrayList<>())
                    .add(name);
        }
    }

    private static String lowerCase(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Adds the occurrences that overlap no name; where a text is all capitals, whatever their case. */
    void addTo(List<Name> names, List<List<String>> texts, List<Lettering> letterings) {
        Map<Integer, List<Name>> taken = new HashMap<>();
        names.forEach(name ->
                taken.computeIfAbsent(name.sentence(), key -> new ArrayList<>()).add(name));
        Set<String> common = commonWords(texts);
        for (int s = 0; s < texts.size(); s++) {
            List<Name> here = taken.computeIfAbsent(s, key -> new ArrayList<>());
            boolean anyCase = letterings.get(s) == Lettering.CAPITALS;
            for (int i = 0; i < texts.get(s).size(); i++) {
                Name found = findAt(s, i, texts.get(s), anyCase, common);
                if (found != null && !overlapsAny(found, here)) {
                    here.add(found);
                    names.add(found);
                }
            }
        }
    }

    private static boolean overlapsAny(Name found, List<Name> names) {
        for (Name name : names) {
            if (found.overlaps(name)) {
                return true;
            }
        }
        return false;
    }

    /** First words of names that the texts also write small. */
    private Set<String> commonWords(List<List<String>> texts) {
        Set<String> common = new HashSet<>();
        for (List<String> words : texts) {
            for (String word : words) {
                if (patternsInAnyCase.containsKey(word)) {
                    common.add(word);
                }
            }
        }
        return common;
    }

    private @Nullable Name findAt(int sentence, int i, List<String> text, boolean anyCase, Set<String> common) {
        String word = text.get(i);
        List<Name> candidates = anyCase ? patternsInAnyCase.get(lowerCase(word)) : patterns.get(word);
        if (candidates == null) {
            return null;
        }
        for (Name pattern : candidates) {
            int end = i + pattern.words().size();
            if (matches(text, i, pattern.words(), anyCase)) {
                // A single word that the text also writes small is more likely that word.
                if (pattern.words().size() == 1 && common.contains(lowerCase(word))) {
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
