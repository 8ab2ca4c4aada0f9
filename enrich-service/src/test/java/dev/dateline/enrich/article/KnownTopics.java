package dev.dateline.enrich.article;

import dev.dateline.enrich.flashpoint.FlashpointTopics;
import java.util.HashSet;
import java.util.Set;

/** Topics of flashpoints that are there as soon as they are asked for, but for those that a test holds back. */
final class KnownTopics implements FlashpointTopics {

    private final Set<String> open = new HashSet<>();
    private final Set<String> heldBack;

    KnownTopics(String... heldBack) {
        this.heldBack = Set.of(heldBack);
    }

    @Override
    public void open(String flashpoint) {
        if (!heldBack.contains(flashpoint)) {
            open.add(flashpoint);
        }
    }

    @Override
    public void retire(String flashpoint) {
        open.remove(flashpoint);
    }

    @Override
    public boolean isOpen(String flashpoint) {
        return open.contains(flashpoint);
    }
}
