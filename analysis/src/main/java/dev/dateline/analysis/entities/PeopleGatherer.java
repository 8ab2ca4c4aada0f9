package dev.dateline.analysis.entities;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Joins the names of persons in a document into persons: full names first, in the order of the text, then each single
 * name to the full name that it is part of and that stands nearest before it, else anywhere.
 */
final class PeopleGatherer {

    /** How sure a single name must be that stands for nobody named in full. */
    private static final double SURE_ALONE = 0.6;

    /** A person with all forms of the name seen. */
    private record Person(PersonName name, Entity entity) {}

    private final KnownPeople known;
    private final Nationalities nationalities;
    private final Collection<String> wordsOfText;
    private final List<Person> persons = new ArrayList<>();

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
        for (Person person : persons) {
            if (person.name().isFormOf(parts)) {
                person.entity().add(name);
                return;
            }
        }
        Entity entity = new Entity(display(name));
        known.byFullName(display(name)).filter(this::isMeant).ifPresent(found -> {
            link(entity, found);
        });
        entity.add(name);
        persons.add(new Person(parts, entity));
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
        nearest(name, parts.first()).ifPresentOrElse(person -> person.entity().add(name), () -> {
            Entity entity = new Entity(display(name));
            Optional<KnownPeople.Person> head = known.headBySurname(display(name))
                    .filter(found ->
                            nationalities.speaksOf(found.country(), wordsOfText) || known.isKnownBySurname(found));
            head.ifPresent(found -> link(entity, found));
            entity.add(name);
            persons.add(new Person(
                    head.map(found -> PersonName.of(List.of(found.name().split(" "))))
                            .orElse(parts),
                    entity));
        });
    }

    /** The person that a single name is the last part of, else the first, else any; the nearest before, else the first after. */
    private Optional<Person> nearest(Name name, String part) {
        List<Person> candidates = persons.stream()
                .filter(person -> person.name().last().equals(part))
                .toList();
        if (candidates.isEmpty()) {
            candidates = persons.stream()
                    .filter(person -> person.name().first().equals(part))
                    .toList();
        }
        if (candidates.isEmpty()) {
            candidates = persons.stream()
                    .filter(person -> person.name().contains(part))
                    .toList();
        }
        Person best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (Person person : candidates) {
            for (Name other : person.entity().names()) {
                int distance = name.sentence() - other.sentence();
                distance = distance < 0 ? 10_000 - distance : distance;
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = person;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The name as written, hyphens closed up. */
    private static String display(Name name) {
        return Spelling.joined(name.words());
    }
}
