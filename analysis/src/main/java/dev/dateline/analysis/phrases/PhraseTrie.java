package dev.dateline.analysis.phrases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Phrases as a tree of words. A sentence is looked through once, whatever the number of phrases. Phrases match whole
 * words only. A word of a phrase that begins with a capital letter matches only where the text has one too, and one in
 * capitals only where the text has capitals; a sentence without any capital letter is exempt, as it cannot tell.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param <T> what phrases stand for
 */
public final class PhraseTrie<T> {

    private static final int SHORTEST_ACRONYM_IN_LOWER_CASE = 3;

    private static final int LONGEST_ACRONYM = 4;

    private final Node<T> root;

    private PhraseTrie(Node<T> root) {
        this.root = root;
    }

    /** A builder without phrases. */
    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /** Every phrase in the sentence, also those within or across others; by first word, then the longest first. */
    public void scan(Words words, Consumer<Hit<T>> found) {
        List<Hit<T>> here = new ArrayList<>();
        for (int first = 0; first < words.size(); first++) {
            findAt(words, first, here);
            for (int i = here.size() - 1; i >= 0; i--) {
                found.accept(here.get(i));
            }
            here.clear();
        }
    }

    /** The phrases of the sentence that do not overlap: the earliest, and of those that begin together the longest. */
    public void scanLongest(Words words, Consumer<Hit<T>> found) {
        List<Hit<T>> here = new ArrayList<>();
        int first = 0;
        while (first < words.size()) {
            findAt(words, first, here);
            if (here.isEmpty()) {
                first++;
            } else {
                Hit<T> longest = here.getLast();
                found.accept(longest);
                first = longest.end();
                here.clear();
            }
        }
    }

    /** Adds the phrases that begin at a word, the shortest first. */
    private void findAt(Words words, int first, List<Hit<T>> found) {
        Node<T> node = root;
        for (int i = first; i < words.size(); i++) {
            node = node.next.get(words.folded(i));
            if (node == null) {
                return;
            }
            if (!node.entries.isEmpty()) {
                List<T> values = matching(node.entries, words, first);
                if (!values.isEmpty()) {
                    found.add(new Hit<>(first, i + 1, values));
                }
            }
        }
    }

    private static <T> List<T> matching(List<Entry<T>> entries, Words words, int first) {
        List<T> values = new ArrayList<>(entries.size());
        for (Entry<T> entry : entries) {
            if (entry.fits(words, first)) {
                values.add(entry.value);
            }
        }
        return values;
    }

    /** Collects phrases. */
    public static final class Builder<T> {

        private final Node<T> root = new Node<>();

        private Builder() {}

        /**
         * Adds a phrase; the same phrase may stand for several things.
         *
         * @throws IllegalArgumentException if the phrase has no word
         */
        public Builder<T> add(String phrase, T value) {
            List<String> words = Words.cut(phrase);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("A phrase needs a word, got \"" + phrase + "\"");
            }
            Node<T> node = root;
            for (String word : words) {
                node = node.next.computeIfAbsent(Words.fold(word), key -> new Node<>());
            }
            node.entries.add(new Entry<>(words.stream().map(Capitals::of).toArray(Capitals[]::new), value));
            return this;
        }

        /** The finished tree; the builder must not be used after it. */
        public PhraseTrie<T> build() {
            return new PhraseTrie<>(root);
        }
    }

    private static final class Node<T> {
        private final Map<String, @Nullable Node<T>> next = new HashMap<>(4);
        private final List<Entry<T>> entries = new ArrayList<>(1);
    }

    /** What a word of a phrase asks of the capital letters of the text. */
    private enum Capitals {
        NONE,
        FIRST,
        ALL;

        static Capitals of(String word) {
            if (!Character.isUpperCase(word.codePointAt(0))) {
                return NONE;
            }
            return Words.isUpperCase(word) ? ALL : FIRST;
        }
    }

    private record Entry<T>(Capitals[] capitals, T value) {

        boolean fits(Words words, int first) {
            for (int i = 0; i < capitals.length; i++) {
                if (!fits(capitals[i], words, first + i)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean fits(Capitals asked, Words words, int index) {
            if (asked == Capitals.NONE) {
                return true;
            }
            if (words.letterCase() == Words.Case.LOWER) {
                return asked == Capitals.FIRST || words.folded(index).length() >= SHORTEST_ACRONYM_IN_LOWER_CASE;
            }
            if (!words.capitalised(index)) {
                return false;
            }
            boolean upper = Words.isUpperCase(words.text(index));
            // In running text a short word in capitals is an acronym, not a name set in capitals.
            return asked == Capitals.ALL
                    ? upper
                    : !upper
                            || words.letterCase() != Words.Case.RUNNING
                            || words.folded(index).length() > LONGEST_ACRONYM;
        }
    }
}
