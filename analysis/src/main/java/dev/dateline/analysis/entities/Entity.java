package dev.dateline.analysis.entities;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One entity of a document while its mentions are gathered. */
final class Entity {

    private final List<Name> names = new ArrayList<>();
    private String label;
    private Optional<String> wikidata = Optional.empty();
    private Optional<String> ledCountry = Optional.empty();

    Entity(String label) {
        this.label = label;
    }

    void add(Name name) {
        names.add(name);
    }

    void rename(String newLabel) {
        this.label = newLabel;
    }

    void link(Optional<String> item) {
        this.wikidata = item;
    }

    /** Says that the entity is head of that country's state or government. */
    void lead(String country) {
        this.ledCountry = Optional.of(country);
    }

    /** The country whose state or government the entity is head of. */
    Optional<String> ledCountry() {
        return ledCountry;
    }

    String label() {
        return label;
    }

    Optional<String> wikidata() {
        return wikidata;
    }

    List<Name> names() {
        return names;
    }

    /** The label in lower case, without diacritics, with hyphens between its words. */
    String slug() {
        String plain = Normalizer.normalize(label, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return plain.toLowerCase(Locale.ROOT)
                .replace(".", "")
                .replace("'", "")
                .replace("’", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    }

    /** How sure the surest of its mentions is, 0..1. */
    double confidence() {
        return names.stream().mapToDouble(Name::confidence).max().orElse(0);
    }
}
