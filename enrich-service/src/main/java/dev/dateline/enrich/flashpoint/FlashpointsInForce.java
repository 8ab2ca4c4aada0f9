package dev.dateline.enrich.flashpoint;

import dev.dateline.analysis.Analyzer;
import dev.dateline.analysis.flashpoints.FlashpointTagger;
import dev.dateline.schemas.FlashpointDefinition;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that articles are tagged with now, compiled. A change is compiled on the thread that brings it, and
 * takes the place of the one before in one step, so that an article is read by the one or by the other as a whole. Safe for
 * many threads.
 */
public final class FlashpointsInForce {

    private final Map<String, FlashpointDefinition> definitions = new TreeMap<>();
    private volatile @Nullable Analyzer analyzer;

    /** No definitions at all, until they are put. */
    public FlashpointsInForce() {}

    /** The analyzer with all definitions that were put before this call. */
    public Analyzer analyzer() {
        Analyzer current = analyzer;
        return current == null ? compiled() : current;
    }

    /** Many definitions are put before the first article is read; they are compiled once. */
    private synchronized Analyzer compiled() {
        if (analyzer == null) {
            analyzer = Analyzer.of(FlashpointTagger.of(definitions.values()));
        }
        return analyzer;
    }

    /** Brings a definition into force, in place of an earlier one of its id. */
    public synchronized void put(FlashpointDefinition definition) {
        if (!definition.equals(definitions.put(definition.getId(), definition))) {
            recompile();
        }
    }

    /** Takes a definition out of force. */
    public synchronized void retire(String id) {
        if (definitions.remove(id) != null) {
            recompile();
        }
    }

    private void recompile() {
        if (analyzer != null) {
            analyzer = Analyzer.of(FlashpointTagger.of(definitions.values()));
        }
    }
}
