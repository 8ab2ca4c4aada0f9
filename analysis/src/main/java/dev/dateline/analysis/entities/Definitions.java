package dev.dateline.analysis.entities;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which organisation of a document each short form in brackets stands behind, found by where names end. */
final class Definitions {

    /** Where a name ends: the sentence, and one past the last word. */
    private record End(int sentence, int end) {}

    private final Map<End, List<Name>> byEnd = new HashMap<>();
    private final Map<Name, Entity> owners = new IdentityHashMap<>();
    private final Map<Entity, Integer> order = new IdentityHashMap<>();

    Definitions(Collection<Entity> entities) {
        for (Entity entity : entities) {
            order.put(entity, order.size());
            for (Name name : entity.names()) {
                owners.put(name, entity);
                byEnd.computeIfAbsent(new End(name.sentence(), name.end()), end -> new ArrayList<>())
                        .add(name);
            }
        }
    }

    /** The first of the organisations that this one is a short form of by a definition. */
    Optional<Entity> of(Entity acronym) {
        return acronym.names().stream()
                .flatMap(shortForm ->
                        byEnd.getOrDefault(new End(shortForm.sentence(), shortForm.begin() - 1), List.of()).stream()
                                .filter(full -> Acronyms.isDefinition(full, shortForm)))
                .map(full -> Objects.requireNonNull(owners.get(full)))
                .filter(full -> full != acronym)
                .min(Comparator.comparing(order::get));
    }

    /** Gives the names of one to the other. */
    void join(Entity acronym, Entity full) {
        acronym.names().forEach(name -> owners.put(name, full));
    }
}
