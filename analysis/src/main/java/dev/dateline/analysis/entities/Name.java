package dev.dateline.analysis.entities;

import java.util.List;

/**
 * A name where it stands in a document.
 *
 * @param type what it names
 * @param sentence the index of its sentence
 * @param begin index of its first token in the sentence
 * @param end index one past its last token
 * @param words its tokens as written, in order
 * @param confidence how likely it is right, 0..1
 */
record Name(EntityType type, int sentence, int begin, int end, List<String> words, double confidence) {

    Name {
        words = List.copyOf(words);
    }

    /** The name as one of a type. */
    Name as(EntityType other) {
        return other == type ? this : new Name(other, sentence, begin, end, words, confidence);
    }

    /** The stretch of tokens from one index in the sentence on, if anything is left. */
    Name between(int from, int to) {
        return new Name(type, sentence, from, to, words.subList(from - begin, to - begin), confidence);
    }

    boolean overlaps(Name other) {
        return sentence == other.sentence && begin < other.end && other.begin < end;
    }

    /** The words with spaces between, the key by which equal names are known. */
    String key() {
        return words.size() == 1 ? words.getFirst() : String.join(" ", words);
    }
}
