package dev.dateline.analysis.entities;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Joins the names of persons in a document into persons: full names first, in the order of the text, then each single
 * name to the full name that it is part of and that stands nearest before it, else anywhere.
 */
final class PeopleGatherer {

    /** How sure a single name must be that stands for nobody named in full. */
    private static final double SURE_ALONE = 0.6;

    /** What is farther behind than any sentence is before. */
    private static final int BEHIND = 10_000;

    /**
     * A person with all forms of the name seen.
     *
     * @param sentences those that name the person
     */
    private record Person(PersonName name, Entity entity, NavigableSet<Integer> sentences) {

        Person(PersonName name, Entity entity) {
            this(name, entity, new TreeSet<>());
        }

        void add(Name mention) {
            entity.add(mention);
            sentences.add(mention.sentence());
        }

        /** How far a sentence is from the nearest mention before it, or else behind it, which is farther. */
        int distance(int sentence) {
            Integer before = sentences.floor(sentence);
            Integer behind = sentences.higher(sentence);
            return Math.min(
                    before == null ? Integer.MAX_VALUE : sentence - before,
                    behind == null ? Integer.MAX_VALUE : BEHIND + behind - sentence);
        }
    }

    private final KnownPeople known;
    private final Nationalities nationalities;
    private final Collection<String> wordsOfText;
    private final List<Person> persons = new ArrayList<>();
    private final Map<String, List<Person>> byFirst = new HashMap<>();
    private final Map<String, List<Person>> byLast = new HashMap<>();
    private final Map<String, List<Person>> byPart = new HashMap<>();

    PeopleGatherer(KnownPeople known, Nationalities nationalities, Collection<String> wordsOfText) {
        this.known = known;
        this.nationalities = nationalities;
        this.wordsOfText = wordsOfText;
    }

    /** The persons of names of the type person, in the order of the text. */
    List<Entity> gather(List<Name> names, Collection<String> authors) {
        List<Name> bare = names.stream()
                .map(PersonName::bare)
                .filter(name -> !name.words().isEmpty())
                .toList();
        for (Name name : bare) {
            PersonName parts = PersonName.of(name.words());
            if (parts.size() > 1) {
                addFull(name, parts);
            }
        }
        for (Name name : bare) {
            PersonName parts = PersonName.of(name.words());
            if (parts.size() == 1) {
                addSingle(name, parts);
            }
        }
        List<PersonName> writers = authors.stream()
                .map(author -> PersonName.of(List.of(author.strip().split("\\s+"))))
                .filter(author -> author.size() > 0)
                .toList();
        return persons.stream()
                .filter(person -> writers.stream().noneMatch(person.name()::isFormOf))
                .map(Person::entity)
                .filter(entity -> isCredible(entity))
                .toList();
    }

    private static boolean isCredible(Entity entity) {
        boolean full = entity.names().stream().anyMatch(name -> name.words().size() > 1);
        return full || entity.wikidata().isPresent() || entity.confidence() >= SURE_ALONE;
    }

    private void addFull(Name name, PersonName parts) {
        // Forms of one name end alike.
        for (Person person : byLast.getOrDefault(parts.last(), List.of())) {
            if (person.name().isFormOf(parts)) {
                person.add(name);
                return;
            }
        }
        Entity entity = new Entity(display(name));
        known.byFullName(display(name)).filter(this::isMeant).ifPresent(found -> {
            link(entity, found);
        });
        add(new Person(parts, entity), name);
    }

    private void add(Person person, Name name) {
        person.add(name);
        persons.add(person);
        byFirst.computeIfAbsent(person.name().first(), first -> new ArrayList<>())
                .add(person);
        byLast.computeIfAbsent(person.name().last(), last -> new ArrayList<>()).add(person);
        for (String part : person.name().distinctParts()) {
            byPart.computeIfAbsent(part, any -> new ArrayList<>()).add(person);
        }
    }

    private static void link(Entity entity, KnownPeople.Person found) {
        entity.rename(found.name());
        entity.link(found.wikidata());
        if (found.leads()) {
            entity.lead(found.country());
        }
    }

    /** A head of state or government is meant by the name alone; others only where the text speaks of their country. */
    private boolean isMeant(KnownPeople.Person person) {
        return person.isHead() || nationalities.speaksOf(person.country(), wordsOfText);
    }

    private void addSingle(Name name, PersonName parts) {
        nearest(name, parts.first()).ifPresentOrElse(person -> person.add(name), () -> {
            Entity entity = new Entity(display(name));
            Optional<KnownPeople.Person> head = known.headBySurname(display(name))
                    .filter(found ->
                            nationalities.speaksOf(found.country(), wordsOfText) || known.isKnownBySurname(found));
            head.ifPresent(found -> link(entity, found));
            PersonName full = head.map(
                            found -> PersonName.of(List.of(found.name().split(" "))))
                    .orElse(parts);
            add(new Person(full, entity), name);
        });
    }

    /** The person that a single name is the last part of, else the first, else any; the nearest before, else the first after. */
    private Optional<Person> nearest(Name name, String part) {
        List<Person> candidates = Stream.of(byLast, byFirst, byPart)
                .map(index -> index.getOrDefault(part, List.of()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        Person best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (Person person : candidates) {
            int distance = person.distance(name.sentence());
            if (distance < bestDistance) {
                bestDistance = distance;
                best = person;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The name as written, hyphens closed up. */
    private static String display(Name name) {
        return Spelling.joined(name.words());
    }
}
