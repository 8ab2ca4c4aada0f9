package dev.dateline.bench.conll;

import java.util.List;

/**
 * A text with marked names: the sentences that belong together.
 *
 * @param sentences its sentences, in order
 */
public record MarkedDocument(List<MarkedSentence> sentences) {

    /** Copies the list. */
    public MarkedDocument {
        sentences = List.copyOf(sentences);
    }
}
