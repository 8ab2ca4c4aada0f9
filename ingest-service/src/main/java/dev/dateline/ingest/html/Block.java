package dev.dateline.ingest.html;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A run of text between two boundaries of blocks: a paragraph, a heading, an item of a list, a row of a table. */
final class Block {

    /** What the block is. */
    enum Kind {
        TEXT,
        HEADING,
        ITEM,
        ROW
    }

    private static final Pattern ENDS_AS_SENTENCES_DO = Pattern.compile("[.!?…。！？:;\"'”’»)\\]]$");
    private static final double PROSE_CHARACTERS = 80;
    private static final double SENTENCE_CHARACTERS = 25;

    private final String text;
    private final Kind kind;
    private final double linkDensity;
    private final boolean leadsAway;
    private final Element element;
    private final double ownValue;
    private @Nullable String barred;

    /**
     * A block.
     *
     * @param text one line, its words separated by one space, not empty
     * @param kind what it is
     * @param linkCharacters how many of its characters stand in links
     * @param leadsAway whether its first link leads to another site
     * @param element the innermost block element that it stands in
     */
    Block(String text, Kind kind, int linkCharacters, boolean leadsAway, Element element) {
        this.text = text;
        this.kind = kind;
        this.linkDensity = Math.min(1, (double) linkCharacters / text.length());
        this.leadsAway = leadsAway;
        this.element = element;
        this.ownValue = valueAsFound();
    }

    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    Element element() {
        return element;
    }

    /** The share of its characters that stand in links, 0..1. */
    double linkDensity() {
        return linkDensity;
    }

    boolean leadsAway() {
        return leadsAway;
    }

    int words() {
        return text.split(" ", -1).length;
    }

    boolean endsAsSentencesDo() {
        return ENDS_AS_SENTENCES_DO.matcher(text).find();
    }

    /** Why it cannot be text of the article; null where it may. */
    @Nullable
    String barred() {
        return barred;
    }

    /** Marks it as no text of the article, unless it is marked already. */
    void bar(String reason) {
        barred = barred == null ? reason : barred;
    }

    /**
     * How much it speaks for its surroundings being the article, in characters of prose; below 0 it speaks against them. Prose counts by
     * its length, less what of it is links; furniture counts a little against, whatever its length, so that a menu never outweighs a text.
     */
    double value() {
        return barred == null ? ownValue : -Math.min(text.length(), 200) * 0.05 - 1;
    }

    private double valueAsFound() {
        int weight = weight();
        if (Phrases.isNotice(text)) {
            return -60;
        }
        if (linkDensity > 0.6) {
            return -Math.min(weight, 200) * 0.2 - 5;
        }
        boolean sentence = endsAsSentencesDo();
        return switch (kind) {
            case HEADING -> -2;
            case ROW -> 2;
            case TEXT, ITEM -> {
                if (weight >= PROSE_CHARACTERS) {
                    double prose = weight * (1 - 1.5 * linkDensity) * (sentence ? 1 : 0.5);
                    yield kind == Kind.ITEM ? prose * 0.5 : prose;
                }
                if (weight >= SENTENCE_CHARACTERS) {
                    yield sentence ? weight * 0.3 * (1 - 2 * linkDensity) : -4;
                }
                yield -5;
            }
        };
    }

    /** Its length, where a character of a script without spaces between words counts for three. */
    private int weight() {
        int weight = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            weight += c >= 0x2E80 && c < 0xFE00 ? 3 : 1;
        }
        return weight;
    }
}
