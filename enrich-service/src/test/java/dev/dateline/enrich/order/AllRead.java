package dev.dateline.enrich.order;

import java.util.Map;
import java.util.Optional;

/** Where the one partition that there is has been read, whenever it is asked for: nobody waits. */
public final class AllRead implements ReadingProgress {

    @Override
    public Optional<Map<Integer, Progress>> latest() {
        return Optional.of(Map.of(0, new Progress(0, Long.MAX_VALUE)));
    }
}
