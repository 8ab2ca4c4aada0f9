package dev.dateline.analysis.entities;

import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the names of a whole document: what the tagger sees sentence by sentence, made consistent over the document. A
 * name is of one type throughout; one that running text shows is also found where the tagger missed it; and a headline
 * with capitals everywhere is only believed where running text bears it out.
 */
final class NameFinder {

    /** A headline's name must be this sure if there is no running text to bear it out. */
    private static final double SURE_ALONE = 0.7;

    /** How sure a known name of an organisation is where the tagger sees something else. */
    private static final double KNOWN_NAME = 0.9;

    private final NameTagger tagger;
    private final KnownOrganisations organisations;
    private final Nationalities nationalities;

    NameFinder(NameTagger tagger, KnownOrganisations organisations, Nationalities nationalities) {
        this.tagger = tagger;
        this.organisations = organisations;
        this.nationalities = nationalities;
    }

    List<Name> find(Document document) {
        List<Name> running = new ArrayList<>();
        List<Name> headlines = new ArrayList<>();
        List<List<String>> texts = new ArrayList<>();
        List<Lettering> letterings = new ArrayList<>();
        boolean hasRunningText = false;
        for (Sentence sentence : document.sentences()) {
            List<String> words = sentence.tokens().stream().map(Token::text).toList();
            Lettering lettering = Lettering.of(words);
            int index = texts.size();
            texts.add(words);
            letterings.add(lettering);
            switch (lettering) {
                case RUNNING -> {
                    tag(index, words, running);
                    hasRunningText |= words.size() >= 8;
                }
                case HEADLINE -> tag(index, words, headlines);
                case CAPITALS -> {}
            }
        }
        List<Name> names = oneTypeEach(running);
        headlines.removeIf(
                hasRunningText ? name -> !isBorneOut(name, running) : name -> name.confidence() < SURE_ALONE);
        names.addAll(oneTypeEach(headlines));
        repeat(names, texts, letterings);
        names.sort(Comparator.comparingInt(Name::sentence).thenComparingInt(Name::begin));
        return names;
    }

    private void tag(int sentence, List<String> words, List<Name> into) {
        List<Name> names = new ArrayList<>();
        for (Span span : tagger.tag(words)) {
            Name name = new Name(
                    span.type(),
                    sentence,
                    span.begin(),
                    span.end(),
                    words.subList(span.begin(), span.end()),
                    span.confidence());
            if (isPlausible(name)) {
                names.add(name);
            }
        }
        addKnown(sentence, words, names);
        into.addAll(names);
    }

    /** A known name of an organisation stands unless the tagger sees a longer name around it. */
    private void addKnown(int sentence, List<String> words, List<Name> names) {
        for (int begin = 0; begin < words.size(); begin++) {
            int length = organisations.matchAt(words, begin);
            if (length == 0) {
                continue;
            }
            Name known = new Name(
                    EntityType.ORGANISATION,
                    sentence,
                    begin,
                    begin + length,
                    words.subList(begin, begin + length),
                    KNOWN_NAME);
            List<Name> overlapping = names.stream().filter(known::overlaps).toList();
            boolean partOfLonger =
                    overlapping.stream().anyMatch(name -> name.words().size() > length);
            if (!partOfLonger && (length > 1 || isDistinct(known, overlapping))) {
                double confidence = overlapping.stream()
                        .filter(name -> name.type() == EntityType.ORGANISATION)
                        .mapToDouble(Name::confidence)
                        .reduce(KNOWN_NAME, Math::max);
                names.removeAll(overlapping);
                names.add(new Name(known.type(), sentence, begin, begin + length, known.words(), confidence));
            }
            begin += length - 1;
        }
    }

    /** A single word is a known name if the tagger takes it for an organisation, or if it is an acronym of three letters. */
    private static boolean isDistinct(Name known, List<Name> overlapping) {
        String word = known.words().getFirst();
        boolean acronym = word.length() >= 3 && word.equals(word.toUpperCase(Locale.ROOT));
        boolean person = overlapping.stream().anyMatch(name -> name.type() == EntityType.PERSON);
        return !person && (acronym || !overlapping.isEmpty());
    }

    private boolean isPlausible(Name name) {
        String first = name.words().getFirst();
        boolean letters =
                name.words().stream().anyMatch(word -> word.codePoints().anyMatch(Character::isUpperCase));
        if (!letters || (name.words().size() == 1 && first.length() == 1)) {
            return false;
        }
        boolean single = name.words().size() == 1;
        return name.type() == EntityType.LOCATION || !single || !nationalities.isNationality(first);
    }

    /** Gives all occurrences of a name the type that most of its probability is on. */
    private static List<Name> oneTypeEach(List<Name> names) {
        Map<String, EnumMap<EntityType, Double>> votes = new HashMap<>();
        for (Name name : names) {
            vote(votes, name.key(), name.type(), name.confidence());
            if (name.type() == EntityType.PERSON && name.words().size() > 1) {
                vote(votes, name.words().getLast(), EntityType.PERSON, name.confidence());
            }
        }
        List<Name> typed = new ArrayList<>();
        for (Name name : names) {
            EntityType type = votes.getOrDefault(name.key(), new EnumMap<>(EntityType.class)).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(name.type());
            typed.add(name.as(type));
        }
        return typed;
    }

    private static void vote(
            Map<String, EnumMap<EntityType, Double>> votes, String key, EntityType type, double confidence) {
        votes.computeIfAbsent(key, k -> new EnumMap<>(EntityType.class)).merge(type, confidence, Double::sum);
    }

    private static boolean isBorneOut(Name headline, List<Name> running) {
        Set<String> words = new HashSet<>(headline.words());
        return running.stream()
                .anyMatch(name -> name.type() == headline.type()
                        && (name.key().equals(headline.key())
                                || (name.words().containsAll(words))
                                || words.containsAll(name.words())));
    }

    /** Adds the occurrences of names found elsewhere that no name covers yet. */
    private static void repeat(List<Name> names, List<List<String>> texts, List<Lettering> letterings) {
        Map<String, List<Name>> byFirstWord = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Name name : names) {
            if (seen.add(name.key()) && name.confidence() >= 0.5) {
                addPattern(byFirstWord, name);
            }
            boolean full = name.type() == EntityType.PERSON && name.words().size() > 1;
            if (full && seen.add(name.words().getLast())) {
                addPattern(byFirstWord, name.between(name.end() - 1, name.end()));
            }
        }
        byFirstWord
                .values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt((Name name) -> name.words().size())
                                .reversed()));
        Map<Integer, List<Name>> taken = new HashMap<>();
        names.forEach(name ->
                taken.computeIfAbsent(name.sentence(), key -> new ArrayList<>()).add(name));
        for (int s = 0; s < texts.size(); s++) {
            List<Name> here = taken.computeIfAbsent(s, key -> new ArrayList<>());
            boolean anyCase = letterings.get(s) == Lettering.CAPITALS;
            for (int i = 0; i < texts.get(s).size(); i++) {
                for (Name pattern : byFirstWord.getOrDefault(texts.get(s).get(i).toLowerCase(Locale.ROOT), List.of())) {
                    int end = i + pattern.words().size();
                    if (!matches(texts.get(s), i, pattern.words(), anyCase)) {
                        continue;
                    }
                    Name found =
                            new Name(pattern.type(), s, i, end, texts.get(s).subList(i, end), pattern.confidence());
                    if (here.stream().noneMatch(found::overlaps)) {
                        here.add(found);
                        names.add(found);
                    }
                    break;
                }
            }
        }
    }

    private static void addPattern(Map<String, List<Name>> byFirstWord, Name name) {
        String first = name.words().getFirst();
        boolean tellsItself = name.words().size() > 1 || first.length() >= 3;
        if (tellsItself) {
            byFirstWord
                    .computeIfAbsent(first.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(name);
        }
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
