package dev.dateline.ingest.html;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the page shows its headline, found by comparing its headings with the titles that its head states. */
final class Headline {

    private static final Pattern NOT_COMPARED = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|–—·»-]+\\s+|\\s+::\\s+");
    private static final int SHORTEST_PART = 20;

    /** More of a stated title is not looked at: it is a page gone wrong, and every separator in it gives two more wordings. */
    private static final int LONGEST_TITLE = 500;

    /** How much of a title the shown headline must have, or it of the title. */
    private static final double LIKE_ENOUGH = 0.6;

    private final Set<String> titles = new HashSet<>();
    private final List<Block> blocks;
    private int at = -1;
    private boolean stated;

    Headline(List<Block> blocks, List<String> statedTitles) {
        this.blocks = blocks;
        for (String stated : statedTitles) {
            String title = stated.substring(0, Math.min(stated.length(), LONGEST_TITLE));
            titles.add(key(title));
            // Without the site's name, which may stand at either end.
            for (Matcher separator = SEPARATOR.matcher(title); separator.find(); ) {
                addPart(title.substring(0, separator.start()));
                addPart(title.substring(separator.end()));
            }
        }
        titles.remove("");
        find();
    }

    private void addPart(String part) {
        if (part.length() >= SHORTEST_PART) {
            titles.add(key(part));
        }
    }

    private void find() {
        for (String tag : List.of("h1", "h2", "h3")) {
            for (int i = 0; i < blocks.size() && at < 0; i++) {
                Block block = blocks.get(i);
                if (block.element().nameIs(tag) && titles.contains(key(block.text()))) {
                    at = i;
                    stated = true;
                }
            }
        }
        for (int i = 0; i < blocks.size() && at < 0; i++) {
            if (blocks.get(i).kind() == Block.Kind.HEADING
                    && isTitle(blocks.get(i).text())) {
                at = i;
            }
        }
        if (at < 0) {
            at = onlyFirstHeading();
        }
        if (at >= 0) {
            titles.add(key(blocks.get(at).text()));
            titles.remove("");
        }
    }

    private int onlyFirstHeading() {
        int only = -1;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).element().nameIs("h1")) {
                if (only >= 0) {
                    return -1;
                }
                only = i;
            }
        }
        return only;
    }

    /** The index of its block, or -1 where it is not found. */
    int at() {
        return at;
    }

    /** Whether it is word for word what the head states. */
    boolean isStated() {
        return stated;
    }

    /** The shown headline; null where none was found. */
    @Nullable
    Block block() {
        return at < 0 ? null : blocks.get(at);
    }

    /** Whether a line is the title, give or take the site's name or a part after a colon. */
    boolean isTitle(String line) {
        String key = key(line);
        if (titles.contains(key)) {
            return true;
        }
        if (key.length() < SHORTEST_PART) {
            return false;
        }
        for (String title : titles) {
            boolean like = title.startsWith(key) && key.length() > title.length() * LIKE_ENOUGH
                    || title.length() > SHORTEST_PART
                            && key.startsWith(title)
                            && title.length() > key.length() * LIKE_ENOUGH;
            if (like) {
                return true;
            }
        }
        return false;
    }

    private static String key(String text) {
        return NOT_COMPARED.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
