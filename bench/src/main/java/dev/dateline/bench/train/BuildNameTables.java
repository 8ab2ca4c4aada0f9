package dev.dateline.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the tables of office holders, of organisations' items and of nationalities that the analysis ships from a folder of gazetteers:
 * {@code BuildNameTables GAZETTEERS RESOURCES}. Of people only rows are taken that a source in the public domain or under the MIT licence states.
 */
public final class BuildNameTables {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Heads of state and government, and ministers; what lies below is not sound enough to link by name alone. */
    private static final int LOWEST_TIER = 2;

    private BuildNameTables() {}

    /** Builds; the arguments are the folder of the gazetteers and the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        Path gazetteers = Path.of(arguments[0]);
        Path resources = Path.of(arguments[1]);
        writeZipped(resources.resolve("people.tsv.gz"), people(gazetteers.resolve("people.jsonl")));
        Files.writeString(
                resources.resolve("organisation-items.tsv"), organisations(gazetteers.resolve("organisations.jsonl")));
        Files.writeString(resources.resolve("nationalities.tsv"), nationalities(gazetteers.resolve("countries.jsonl")));
    }

    /** A line a person: name, Wikidata item, country, tier, last year in office, other names; the last may be many. */
    private static String people(Path file) throws IOException {
        Map<String, List<JsonNode>> byName = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode person = JSON.readTree(line);
                String name = person.path("name").asText();
                boolean usable = tier(person) <= LOWEST_TIER
                        && isFree(person)
                        && name.matches("\\p{Lu}[\\p{L}\\p{M}'’. -]* [\\p{L}\\p{M}'’. -]+");
                if (usable) {
                    byName.computeIfAbsent(name, key -> new ArrayList<>()).add(person);
                }
            }
        }
        StringBuilder table = new StringBuilder();
        byName.forEach((name, persons) -> soleOf(persons).forEach(person -> appendPerson(table, person)));
        return table.toString();
    }

    /** The one person that a name can be taken to mean: alone with it, or alone in the highest tier with an item. */
    private static List<JsonNode> soleOf(List<JsonNode> persons) {
        if (persons.size() == 1) {
            return persons;
        }
        int highest = persons.stream().mapToInt(person -> tier(person)).min().orElseThrow();
        List<JsonNode> known = persons.stream()
                .filter(person -> tier(person) == highest)
                .filter(person -> person.path("wikidata").isTextual())
                .toList();
        return known.size() == 1 ? known : List.of();
    }

    private static void appendPerson(StringBuilder table, JsonNode person) {
        table.append(person.path("name").asText()).append('\t');
        table.append(person.path("wikidata").asText("").replace("null", "")).append('\t');
        table.append(person.path("country").asText("")).append('\t');
        table.append(tier(person)).append('\t');
        table.append(person.path("last_year").asInt());
        Set<String> others = new TreeSet<>();
        person.path("aliases").forEach(alias -> {
            if (alias.asText().matches("\\p{Lu}\\p{Ll}[\\p{L}\\p{M}'’. -]* [\\p{L}\\p{M}'’. -]+")) {
                others.add(alias.asText());
            }
        });
        others.forEach(other -> table.append('\t').append(other));
        table.append('\n');
    }

    /** Whether a source in the public domain or under the MIT licence states the row's name and item. */
    private static boolean isFree(JsonNode row) {
        boolean allFree = true;
        boolean anyExtract = false;
        for (JsonNode licence : row.path("licence")) {
            allFree &= licence.asText().startsWith("CC0") || licence.asText().equals("MIT");
            anyExtract |= licence.asText().equals("CC0-1.0 (Wikidata extract)");
        }
        return allFree || anyExtract;
    }

    /** The tier as stated, but the highest for whom a role names as the head of the country itself. */
    private static int tier(JsonNode person) {
        for (JsonNode role : person.path("roles")) {
            String org = role.path("org").asText();
            String title = role.path("title").asText();
            if (title.equals("President of " + org) || title.equals("Prime Minister of " + org)) {
                return 1;
            }
        }
        return person.path("tier").asInt();
    }

    /**
     * A line an organisation: its Wikidata item, then its names; those of international bodies and newspapers, for which the sources
     * state items. A name that several of them share is left out.
     */
    private static String organisations(Path file) throws IOException {
        Map<String, Set<String>> itemsByName = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            JsonNode organisation = JSON.readTree(line);
            String type = organisation.path("type").asText();
            if (!organisation.path("wikidata").isTextual() || !(type.equals("igo") || type.equals("media"))) {
                continue;
            }
            List<String> names =
                    new ArrayList<>(List.of(organisation.path("name").asText()));
            organisation.path("aliases").forEach(alias -> names.add(alias.asText()));
            organisation.path("acronyms").forEach(acronym -> names.add(acronym.asText()));
            for (String name : names) {
                boolean acronym = type.equals("igo") && name.matches("\\p{Lu}[\\p{L}\\d-]{2,9}");
                boolean phrase = name.matches("\\p{Lu}[\\p{L}\\d'’.&-]*( [\\p{L}\\d'’.&-]+)+");
                boolean article = name.startsWith("The ") && name.indexOf(' ', 4) < 0;
                if (acronym || (phrase && !article)) {
                    itemsByName
                            .computeIfAbsent(name, key -> new TreeSet<>())
                            .add(organisation.path("wikidata").asText());
                }
            }
        }
        Map<String, Set<String>> namesByItem = new TreeMap<>();
        itemsByName.forEach((name, items) -> {
            if (items.size() == 1) {
                namesByItem
                        .computeIfAbsent(items.iterator().next(), key -> new TreeSet<>())
                        .add(name);
            }
        });
        StringBuilder table = new StringBuilder();
        namesByItem.forEach((item, names) ->
                table.append(item).append('\t').append(String.join("\t", names)).append('\n'));
        return table.toString();
    }

    /** A line a country: its code, then its adjectives and the words for its people. */
    private static String nationalities(Path file) throws IOException {
        Map<String, Set<String>> byCountry = new TreeMap<>(Comparator.naturalOrder());
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            JsonNode country = JSON.readTree(line);
            Set<String> words = new TreeSet<>();
            for (String field : List.of("demonym_nouns", "demonym_plurals", "adjectives")) {
                country.path(field).forEach(word -> {
                    if (word.asText().matches("\\p{Lu}[\\p{L}'’.-]+( \\p{Lu}[\\p{L}'’.-]+)?")) {
                        words.add(word.asText());
                    }
                });
            }
            if (!words.isEmpty()) {
                byCountry.put(country.path("iso2").asText(), words);
            }
        }
        StringBuilder table = new StringBuilder();
        byCountry.forEach((code, words) ->
                table.append(code).append('\t').append(String.join("\t", words)).append('\n'));
        return table.toString();
    }

    private static void writeZipped(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
