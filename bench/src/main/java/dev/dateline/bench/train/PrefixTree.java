package dev.dateline.bench.train;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The serialized gazetteer of NLP4J: phrases as a tree of words. */
final class PrefixTree implements Serializable {

    private static final long serialVersionUID = 6471355272521434323L;

    @SuppressWarnings("UnusedVariable")
    private @Nullable PrefixNode n_root;

    /** The node before the first word. */
    @Nullable
    PrefixNode root() {
        return n_root;
    }
}
