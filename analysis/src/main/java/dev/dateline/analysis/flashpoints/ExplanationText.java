package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.Explanation.Change;
import dev.dateline.analysis.flashpoints.Explanation.Finding;
import dev.dateline.analysis.flashpoints.Explanation.Rule;
import dev.dateline.schemas.Mention;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explanation for people to read. */
public final class ExplanationText {

    private ExplanationText() {}

    /** The explanation as lines of text. */
    public static String of(Explanation explanation) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                "%s (%s, version %d): %s, confidence %.2f",
                explanation.name(),
                explanation.flashpoint(),
                explanation.version(),
                switch (explanation.verdict()) {
                    case ABOUT -> "the text is about it";
                    case IN_PASSING -> "the text mentions it in passing";
                    case NOT -> "not tagged";
                },
                explanation.confidence());
        line(
                out,
                "Score %.2f; about from %.2f, in passing from %.2f.",
                explanation.score(),
                explanation.aboutThreshold(),
                explanation.mentionThreshold());
        for (Rule rule : explanation.rules()) {
            add(out, rule);
        }
        if (!explanation.changes().isEmpty()) {
            line(out, "%nWhat would have changed the answer:");
        }
        for (Change change : explanation.changes()) {
            line(out, "  %s", change.what());
        }
        return out.toString();
    }

    private static void add(StringBuilder out, Rule rule) {
        line(out, "%n%+6.2f  %s: %s", rule.points(), rule.name(), rule.asks());
        for (Finding finding : rule.found()) {
            line(
                    out,
                    "  %+6.2f  found %s as \"%s\" at %s (%s)",
                    finding.points(),
                    finding.mentions().stream().map(Mention::getText).collect(Collectors.joining(", ")),
                    finding.phrase(),
                    finding.mentions().stream().map(ExplanationText::place).collect(Collectors.joining(" and ")),
                    finding.note());
        }
        for (String lacked : rule.lacked()) {
            line(out, "          lacked: %s", lacked);
        }
    }

    private static String place(Mention mention) {
        return String.format(
                Locale.ROOT,
                "%s %d-%d",
                mention.getField().name().toLowerCase(Locale.ROOT),
                mention.getBegin(),
                mention.getEnd());
    }

    private static void line(StringBuilder out, String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
