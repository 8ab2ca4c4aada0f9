package dev.dateline.ingest.parse;

import dev.dateline.schemas.Signal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words by which wires say that an item mends or takes back another. */
final class WireNotes {

    /** At the very beginning, as agencies set them: "Correction: Mine-Accident story", "CORRECTED-UPDATE 2-...". */
    private static final Pattern CORRECTED_HEADLINE = Pattern.compile(
            "(?:CORRECTED|CORRECTION|CORRECTS|Correction|Corrected)(?:\\s*\\(OFFICIAL\\)|-OFFICIAL)?\\s*[:/–—-].*");

    /** How a headline begins that kills, as agencies set it, in capitals. */
    private static final List<String> KILLED_HEADLINE =
            List.of("KILL:", "MANDATORY KILL", "BULLETIN KILL", "URGENT KILL");

    private static final Pattern KILL = Pattern.compile(
            "(?is).*\\b(?:(?:mandatory|bulletin|urgent)\\s+kill|kill\\s+(?:the\\s+)?(?:story|item|article|photo|notice|advisory)"
                    + "|(?:story|item|article)\\s+(?:is\\s+|has\\s+been\\s+|was\\s+)?(?:killed|withdrawn|retracted)"
                    + "|withdraws?\\s+(?:the\\s+|this\\s+)?(?:story|item|article))\\b.*");

    private static final Pattern CORRECTION =
            Pattern.compile("(?is).*\\b(?:correction|corrects|corrected|correcting|write-?thru\\s+to\\s+correct)\\b.*");

    private static final int LOOKED_AT = 400;

    private WireNotes() {}

    /** What a headline says the item is; NEW where it says nothing of the kind. */
    static Signal inHeadline(String headline) {
        // "BC-Bridge, KILL" is the story's slug and what is to become of it.
        if (KILLED_HEADLINE.stream().anyMatch(headline::startsWith) || headline.endsWith(", KILL")) {
            return Signal.KILL;
        }
        return CORRECTED_HEADLINE.matcher(headline).matches() ? Signal.CORRECTION : Signal.NEW;
    }

    /** What a note to editors says the item is; NEW where it says nothing of the kind. */
    static Signal inNote(@Nullable String note) {
        if (note == null) {
            return Signal.NEW;
        }
        String start = note.substring(0, Math.min(note.length(), LOOKED_AT));
        if (KILL.matcher(start).matches() || start.strip().matches("(?is)kill\\W.*|kill")) {
            return Signal.KILL;
        }
        return CORRECTION.matcher(start).matches() ? Signal.CORRECTION : Signal.NEW;
    }
}
