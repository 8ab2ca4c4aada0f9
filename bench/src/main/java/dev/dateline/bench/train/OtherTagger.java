package dev.dateline.bench.train;

import dev.dateline.bench.conll.MarkedSpan;
import java.util.List;
import java.util.Set;

/** A tagger of names that is not ours, asked beside ours about text that nobody marked. */
interface OtherTagger {

    /** The names in a sentence given as its words, in the sense of our sets: no article in front, no possessive behind. */
    Set<MarkedSpan> names(List<String> words);
}
