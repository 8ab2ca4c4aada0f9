package dev.dateline.analysis.entities;

import dev.dateline.analysis.text.Token;
import dev.dateline.analysis.text.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Organisations that are known by several names, and where one of these names stands in a sentence. */
final class KnownOrganisations {

    private static final List<List<String>> SPELLINGS =
            List.of(List.of("US ", "U.S. ", "United States "), List.of("UN ", "U.N. ", "United Nations "));

    /** One name of an organisation, as tokens. */
    private record Alias(List<String> words, String label) {}

    private final Map<String, List<Alias>> byFirstWord = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();

    /** Reads the shipped table. */
    KnownOrganisations() {
        for (String[] names : TableFile.rows("organisations.tsv")) {
            for (String name : names) {
                for (String spelling : spellings(name)) {
                    add(spelling, names[0]);
                }
            }
        }
        for (String[] row : TableFile.rows("organisation-items.tsv")) {
            for (int i = 1; i < row.length; i++) {
                items.put(withoutArticle(row[i]), row[0]);
            }
        }
        byFirstWord
                .values()
                .forEach(aliases ->
                        aliases.sort((a, b) -> b.words().size() - a.words().size()));
    }

    private static List<String> spellings(String name) {
        for (List<String> prefixes : SPELLINGS) {
            if (name.startsWith(prefixes.getFirst())) {
                String rest = name.substring(prefixes.getFirst().length());
                return prefixes.stream().map(prefix -> prefix + rest).toList();
            }
        }
        return List.of(name);
    }

    private void add(String name, String label) {
        List<String> words = Tokenizer.tokens(name).stream().map(Token::text).toList();
        byFirstWord.computeIfAbsent(words.getFirst(), key -> new ArrayList<>()).add(new Alias(words, label));
        labels.put(String.join(" ", words), label);
    }

    /** The Wikidata item of an organisation of that name, where a source states it; an article in front does not matter. */
    Optional<String> item(String name) {
        return Optional.ofNullable(items.get(withoutArticle(name)));
    }

    private static String withoutArticle(String name) {
        return name.regionMatches(true, 0, "the ", 0, 4) ? name.substring(4) : name;
    }

    /** The label of the organisation that a name, its tokens with spaces between, stands for. */
    Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }

    /** For each word of a sentence how many words the known name has that begins there; 0 for none, and within a name. */
    int[] matches(List<String> words) {
        int[] lengths = new int[words.size()];
        for (int i = 0; i < lengths.length; i++) {
            List<Alias> aliases = byFirstWord.get(words.get(i));
            if (aliases != null) {
                lengths[i] = longest(aliases, words, i);
                i += Math.max(0, lengths[i] - 1);
            }
        }
        return lengths;
    }

    private static int longest(List<Alias> aliases, List<String> words, int index) {
        for (Alias alias : aliases) {
            int end = index + alias.words().size();
            if (end <= words.size() && words.subList(index, end).equals(alias.words())) {
                return alias.words().size();
            }
        }
        return 0;
    }
}
