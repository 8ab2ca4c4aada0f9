package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.phrases.Lines;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.FlashpointTone;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether an article speaks of conflict or of talks, by the receipt of its tag alone: the words of conflict that stood near
 * enough to count, against those of talks; each word counts once, and the more wins. So who reads the log again gets the same.
 */
public final class Tone {

    private static final Set<String> TALKS = words("talks.txt");

    private static final Set<String> CONFLICT = conflict();

    private Tone() {}

    /** The tone of the article that carries the tag of a flashpoint. */
    public static FlashpointTone of(Tag flashpoint) {
        Set<String> conflict = new HashSet<>();
        Set<String> talks = new HashSet<>();
        for (Mention mention : flashpoint.getMentions()) {
            String word = mention.getText().toLowerCase(Locale.ROOT);
            if (TALKS.contains(word)) {
                talks.add(word);
            } else if (CONFLICT.contains(word)) {
                conflict.add(word);
            }
        }
        int more = Integer.compare(conflict.size(), talks.size());
        return more > 0 ? FlashpointTone.CONFLICT : more < 0 ? FlashpointTone.TALKS : FlashpointTone.NEITHER;
    }

    /** All shared words that speak for a flashpoint, but for those of talks and those of both. */
    private static Set<String> conflict() {
        Set<String> words = FlashpointFiles.vocabulary().terms().stream()
                .filter(term -> term.getWeight() > 0)
                .map(FlashpointTerm::getText)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
        words.removeAll(TALKS);
        words.removeAll(words("neither-conflict-nor-talks.txt"));
        return words;
    }

    private static Set<String> words(String table) {
        return Lines.of(Tone.class, table).stream()
                .map(line -> line.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
