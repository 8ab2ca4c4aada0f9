package dev.dateline.analysis.entities;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Joins the names of organisations in a document: by the table of known names, by a legal form or article left out, by an
 * acronym that the full name spells, and a name that begins another.
 */
final class OrganisationGatherer {

    private static final Set<String> LEGAL_FORMS = Set.of(
            "inc",
            "corp",
            "corporation",
            "co",
            "company",
            "ltd",
            "limited",
            "plc",
            "llc",
            "ag",
            "sa",
            "nv",
            "spa",
            "gmbh",
            "ab",
            "asa",
            "oyj",
            "group",
            "holdings",
            "bhd",
            "pty");

    private static final Set<String> SMALL_WORDS = Set.of("of", "the", "and", "for", "in", "on", "de", "to", "&");

    private final KnownOrganisations known;
    private final Map<String, Entity> byKey = new LinkedHashMap<>();

    OrganisationGatherer(KnownOrganisations known) {
        this.known = known;
    }

    List<Entity> gather(List<Name> names) {
        for (Name name : names) {
            String key = key(name);
            if (!key.isEmpty()) {
                Entity entity = byKey.computeIfAbsent(key, k -> new Entity(label(name)));
                entity.add(name);
            }
        }
        joinDefined();
        joinForms();
        byKey.values().forEach(entity -> entity.link(item(entity)));
        return List.copyOf(byKey.values());
    }

    /** The item that the label or one of the names leads to. */
    private Optional<String> item(Entity entity) {
        return Stream.concat(
                        Stream.of(entity.label()),
                        entity.names().stream().map(name -> Spelling.joined(withoutArticle(name.words()))))
                .flatMap(name -> known.item(name).stream())
                .findFirst();
    }

    private String key(Name name) {
        return known.label(name.key()).orElseGet(() -> {
            List<String> words = core(name.words());
            return String.join(" ", words).toLowerCase(Locale.ROOT);
        });
    }

    private String label(Name name) {
        return known.label(name.key()).orElseGet(() -> Spelling.joined(withoutArticle(name.words())));
    }

    private static List<String> withoutArticle(List<String> words) {
        boolean article = words.size() > 1 && words.getFirst().equalsIgnoreCase("the");
        List<String> rest = article ? words.subList(1, words.size()) : words;
        String last = rest.getLast();
        boolean possessive = rest.size() > 1 && (last.equals("'s") || last.equals("’s"));
        return possessive ? rest.subList(0, rest.size() - 1) : rest;
    }

    /** The words of a name without an article before it, and a possessive or legal form after it. */
    static List<String> core(List<String> words) {
        List<String> core = withoutArticle(words);
        while (core.size() > 1
                && LEGAL_FORMS.contains(core.getLast().toLowerCase(Locale.ROOT).replace(".", ""))) {
            core = core.subList(0, core.size() - 1);
        }
        return core;
    }

    /** Joins the short form that a text defines into the long one, whatever letters it is made of. */
    private void joinDefined() {
        Definitions definitions = new Definitions(byKey.values());
        for (String key : List.copyOf(byKey.keySet())) {
            Entity acronym = byKey.get(key);
            if (acronym == null || known.label(acronym.names().getFirst().key()).isPresent()) {
                continue;
            }
            definitions.of(acronym).ifPresent(full -> {
                definitions.join(acronym, full);
                acronym.names().forEach(full::add);
                byKey.remove(key);
            });
        }
    }

    /** Joins a shorter name into the longer one that it is a form of, if there is only one such. */
    private void joinForms() {
        NavigableSet<String> keys = new TreeSet<>(byKey.keySet());
        Map<String, Set<String>> byInitials = new HashMap<>();
        keys.forEach(key -> byInitials
                .computeIfAbsent(initials(key), any -> new TreeSet<>())
                .add(key));
        for (String shorter : List.copyOf(byKey.keySet())) {
            Entity entity = byKey.get(shorter);
            if (entity == null || known.label(entity.names().getFirst().key()).isPresent()) {
                continue;
            }
            Set<String> longer = new TreeSet<>(
                    isAcronym(entity)
                            ? byInitials.getOrDefault(plainLabel(entity).toLowerCase(Locale.ROOT), Set.of())
                            // '!' comes right after the space.
                            : keys.subSet(shorter + " ", shorter + "!"));
            longer.remove(shorter);
            if (longer.size() == 1) {
                Entity target = byKey.get(longer.iterator().next());
                if (target != null) {
                    entity.names().forEach(target::add);
                    byKey.remove(shorter);
                    keys.remove(shorter);
                    byInitials.getOrDefault(initials(shorter), new TreeSet<>()).remove(shorter);
                }
            }
        }
    }

    private static String plainLabel(Entity entity) {
        return entity.label().replace(".", "");
    }

    private static boolean isAcronym(Entity entity) {
        String written = plainLabel(entity);
        return written.length() >= 2 && written.indexOf(' ') < 0 && written.equals(written.toUpperCase(Locale.ROOT));
    }

    private static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        for (String word : name.split("[ -]+")) {
            if (!word.isEmpty() && !SMALL_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
                initials.append(Character.toLowerCase(word.charAt(0)));
            }
        }
        return initials.length() < 2 ? "" : initials.toString();
    }
}
