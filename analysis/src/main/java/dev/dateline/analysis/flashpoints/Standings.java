package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.phrases.Lines;
import dev.dateline.analysis.phrases.PhraseTrie;
import dev.dateline.analysis.phrases.Words;
import java.util.Arrays;
import java.util.Locale;

/** Finds how the words of a sentence stand, by the phrases before them in the table beside this class. */
final class Standings {

    private static final int COLUMNS = 3;

    private static final PhraseTrie<Cue> CUES = cues();

    private Standings() {}

    /** A phrase that decides how the words after it stand, and how many it reaches. */
    private record Cue(Standing standing, int reach) {}

    /** How each word of the sentence stands; the strongest cue holds where several reach a word. */
    static Standing[] of(Words words) {
        Standing[] standings = new Standing[words.size()];
        Arrays.fill(standings, Standing.PLAIN);
        CUES.scanLongest(words, hit -> {
            Cue cue = hit.values().getFirst();
            int end = Math.min(words.size(), hit.end() + cue.reach());
            for (int i = hit.end(); i < end; i++) {
                if (cue.standing().factor() < standings[i].factor()) {
                    standings[i] = cue.standing();
                }
            }
        });
        return standings;
    }

    private static PhraseTrie<Cue> cues() {
        PhraseTrie.Builder<Cue> builder = PhraseTrie.builder();
        for (String[] row : Lines.rows(Standings.class, "standings.txt", COLUMNS)) {
            Cue cue = new Cue(
                    Standing.valueOf(row[0].strip().toUpperCase(Locale.ROOT)), Integer.parseInt(row[1].strip()));
            Lines.items(row[2]).forEach(phrase -> builder.add(phrase, cue));
        }
        return builder.build();
    }
}
