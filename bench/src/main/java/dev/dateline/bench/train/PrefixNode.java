package dev.dateline.bench.train;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** A node of the serialized gazetteer: what follows by the next word, and the kinds of names that end here. */
final class PrefixNode extends HashMap<String, PrefixNode> {

    private static final long serialVersionUID = 1566684742873455351L;

    @SuppressWarnings({"serial", "UnusedVariable"}) // set by deserialization alone
    private @Nullable Object value;

    /** The set of the kinds of names that end here, each a number as text, if any do. */
    @Nullable
    Object value() {
        return value;
    }
}
