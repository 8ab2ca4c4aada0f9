package dev.dateline.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A paragraph of plain text.
 *
 * @param text one line, its words separated by one space
 * @param afterGap whether an empty line, or the beginning of the text, stands before it
 */
record Paragraph(String text, boolean afterGap) {

    /** Wire copy and mail are wrapped at 60 to 80 characters; a longer line shows that lines are paragraphs. */
    private static final int WIDEST_WRAPPED_LINE = 100;

    private static final int NARROWEST_WRAP = 40;

    /** How far the next word may miss the margin and the line still count as full. */
    private static final int RAGGEDNESS = 4;

    private static final Pattern BULLET = Pattern.compile("(?:[•‣▪●◦∙·*–-]|\\d{1,2}[.)])\\s.*");

    /**
     * The paragraphs of clean text. An empty line always separates; so does a line break, unless the text is wrapped at a
     * margin, or a sentence goes on behind it in lower case. In wrapped text an indented line and a line begun by a bullet start a new paragraph.
     */
    static List<Paragraph> of(String text) {
        if (text.indexOf('\n') < 0) {
            Line only = Line.of(text);
            return only.isEmpty() ? List.of() : List.of(new Paragraph(only.text(), true));
        }
        List<Line> lines = text.lines().map(Line::of).toList();
        int margin = margin(lines);
        List<Paragraph> paragraphs = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        boolean gapBefore = true;
        Line previous = Line.EMPTY;
        for (Line line : lines) {
            if (!open.isEmpty() && (line.isEmpty() || !continues(previous, line, margin))) {
                paragraphs.add(new Paragraph(open.toString(), gapBefore));
                open.setLength(0);
                gapBefore = false;
            }
            if (line.isEmpty()) {
                gapBefore = true;
            } else {
                open.append(open.isEmpty() ? "" : " ").append(line.text());
            }
            previous = line;
        }
        if (!open.isEmpty()) {
            paragraphs.add(new Paragraph(open.toString(), gapBefore));
        }
        return paragraphs;
    }

    /** Paragraphs as a body holds them, separated by an empty line. */
    static String join(List<Paragraph> paragraphs) {
        return paragraphs.size() == 1
                ? paragraphs.getFirst().text()
                : paragraphs.stream().map(Paragraph::text).collect(Collectors.joining("\n\n"));
    }

    boolean isBullet() {
        return BULLET.matcher(text).matches();
    }

    private record Line(String text, int indent) {

        static final Line EMPTY = new Line("", 0);
        private static final Pattern SPACES = Pattern.compile(" {2,}");

        static Line of(String raw) {
            String stripped = raw.strip();
            String text = stripped.contains("  ") ? SPACES.matcher(stripped).replaceAll(" ") : stripped;
            return text.isEmpty()
                    ? EMPTY
                    : new Line(text, raw.length() - raw.stripLeading().length());
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        int end() {
            return indent + text.length();
        }

        String firstWord() {
            int space = text.indexOf(' ');
            return space < 0 ? text : text.substring(0, space);
        }

        boolean isFull(Line next, int margin) {
            return end() + 1 + next.firstWord().length() > margin - RAGGEDNESS;
        }
    }

    /** The width at which the text is wrapped, or 0 where its line breaks are the author's. */
    private static int margin(List<Line> lines) {
        int widest = lines.stream().mapToInt(Line::end).max().orElse(0);
        if (widest > WIDEST_WRAPPED_LINE || widest < NARROWEST_WRAP) {
            return 0;
        }
        int breaks = 0;
        int full = 0;
        for (int i = 0; i + 1 < lines.size(); i++) {
            Line line = lines.get(i);
            Line next = lines.get(i + 1);
            if (!line.isEmpty() && !next.isEmpty() && next.indent() <= line.indent()) {
                breaks++;
                full += line.isFull(next, widest) ? 1 : 0;
            }
        }
        return full > 0 && full * 2 >= breaks ? widest : 0;
    }

    private static boolean continues(Line line, Line next, int margin) {
        if (margin == 0
                || next.indent() > line.indent()
                || BULLET.matcher(next.text()).matches()) {
            return false;
        }
        // A line cut short by its sender, as wire copy is where the dateline was taken out, still ends in mid-sentence.
        boolean midSentence = line.end() > margin / 3 && !Prose.endsSentence(line.text());
        return line.isFull(next, margin)
                || midSentence
                || Character.isLowerCase(next.text().codePointAt(0));
    }
}
