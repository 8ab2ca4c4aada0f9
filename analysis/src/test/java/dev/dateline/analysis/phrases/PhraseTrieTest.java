package dev.dateline.analysis.phrases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.analysis.text.Document;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseTrieTest {

    private static final PhraseTrie<String> TRIE = PhraseTrie.<String>builder()
            .add("Oman", "OM")
            .add("Guinea", "GN")
            .add("Papua New Guinea", "PG")
            .add("U.S.", "US")
            .add("strike", "conflict")
            .add("strike a deal", "talks")
            .add("strike", "labour")
            .build();

    @Test
    void ofPhrasesWithinOneAnotherTheLongestIsFound() {
        assertThat(longest("They left Papua New Guinea.")).containsExactly("PG");
        assertThat(all("They left Papua New Guinea.")).containsExactly("PG", "GN");
    }

    @Test
    void aPhraseMatchesWholeWordsOnly() {
        assertThat(longest("A woman from Oman.")).containsExactly("OM");
        assertThat(longest("The Romans left.")).isEmpty();
    }

    @Test
    void aCapitalLetterIsAskedForWhereThePhraseHasOne() {
        assertThat(longest("A guinea bought a STRIKE.")).containsExactly("conflict", "labour");
    }

    @Test
    void fullStopsWithinAWordMakeNoDifferenceButCapitalsDo() {
        assertThat(longest("The US and the U.S. told us.")).containsExactly("US", "US");
    }

    @Test
    void capitalLettersTellNothingInATextWithoutAny() {
        assertThat(longest("ferry leaves oman for guinea")).containsExactly("OM", "GN");
    }

    @Test
    void aShortWordInCapitalsIsAnAcronymInRunningTextButANameInAHeadlineOfCapitals() {
        assertThat(longest("The OMAN project was closed by its owners.")).isEmpty();
        assertThat(longest("OMAN CLOSES PORTS")).containsExactly("OM");
    }

    @Test
    void aPhraseThatStandsForSeveralThingsGivesThemAll() {
        assertThat(all("They strike a deal.")).containsExactly("talks", "conflict", "labour");
    }

    @Test
    void aPhraseWithoutAWordIsRefused() {
        assertThatThrownBy(() -> PhraseTrie.builder().add("  ", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> longest(String text) {
        List<String> found = new ArrayList<>();
        Words.of(Document.of("", text)).forEach(words -> TRIE.scanLongest(words, hit -> found.addAll(hit.values())));
        return found;
    }

    private static List<String> all(String text) {
        List<String> found = new ArrayList<>();
        Words.of(Document.of("", text)).forEach(words -> TRIE.scan(words, hit -> found.addAll(hit.values())));
        return found;
    }
}
