package dev.dateline.analysis.countries;

import dev.dateline.analysis.phrases.Lines;
import dev.dateline.analysis.phrases.PhraseTrie;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a name that means several things is decided: by what else the article says, each thing counted once.
 *
 * @param country the country that it names by its look
 * @param other what it means otherwise: another country, or - for none
 * @param without what it means if nothing speaks, or as much for the one as for the other
 * @param countriesFor other countries whose naming speaks for the country
 * @param countriesAgainst other countries whose naming speaks for the other meaning
 * @param placeFor whether a word of place just before it speaks for the country
 */
record Ambiguity(
        String country,
        String other,
        String without,
        Set<String> countriesFor,
        Set<String> countriesAgainst,
        boolean placeFor) {

    /** Stands for no country. */
    static final String NONE = "-";

    private static final String PLACE = "@in";

    /**
     * A word of the article that speaks about a name.
     *
     * @param name the name, folded
     * @param country whether it speaks for the country, or for the other meaning
     */
    record Clue(String name, boolean country) {}

    /**
     * All ambiguous names and what speaks about them.
     *
     * @param byName by name
     * @param clues words that speak for or against a name
     */
    record Table(Map<String, Ambiguity> byName, PhraseTrie<Clue> clues) {

        static Table load() {
            Map<String, Ambiguity> byName = new HashMap<>();
            PhraseTrie.Builder<Clue> clues = PhraseTrie.builder();
            for (String[] row : Lines.rows(Ambiguity.class, "ambiguous.txt", 6)) {
                String name = row[0];
                List<String> speaksFor = Lines.items(row[2]);
                List<String> speaksAgainst = Lines.items(row[4]);
                addClues(clues, speaksFor, name, true);
                addClues(clues, speaksAgainst, name, false);
                byName.put(
                        name,
                        new Ambiguity(
                                row[1],
                                row[3],
                                row[5],
                                countries(speaksFor),
                                countries(speaksAgainst),
                                speaksFor.contains(PLACE)));
            }
            return new Table(Map.copyOf(byName), clues.build());
        }

        private static void addClues(PhraseTrie.Builder<Clue> clues, List<String> words, String name, boolean country) {
            for (String word : words) {
                if (!word.startsWith("@")) {
                    clues.add(word, new Clue(name, country));
                }
            }
        }

        private static Set<String> countries(List<String> items) {
            Set<String> countries = new HashSet<>();
            for (String item : items) {
                if (item.startsWith("@") && !item.equals(PLACE)) {
                    countries.add(item.substring(1));
                }
            }
            return Set.copyOf(countries);
        }
    }

    /**
     * Decides.
     *
     * @param certain countries that the article names unmistakably
     * @param cluesFor number of words that speak for the country
     * @param cluesAgainst number of words that speak for the other meaning
     * @param place whether a word of place stands just before the name
     * @return a country's code, or {@link #NONE}
     */
    String decide(Set<String> certain, int cluesFor, int cluesAgainst, boolean place) {
        int score = cluesFor - cluesAgainst;
        score += certain.contains(country) ? 2 : 0;
        score += place && placeFor ? 1 : 0;
        score += (int) countriesFor.stream().filter(certain::contains).count();
        score -= (int) countriesAgainst.stream().filter(certain::contains).count();
        if (score == 0) {
            return without;
        }
        return score > 0 ? country : other;
    }
}
