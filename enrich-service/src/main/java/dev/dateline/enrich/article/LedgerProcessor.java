package dev.dateline.enrich.article;

import dev.dateline.schemas.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts outcomes by feed and minute of receipt, and sends each changed count on twice a second. The counts are state of
 * the same transaction as the articles, so that they are exact over any crash; a count that was changed but not yet sent
 * before a crash is sent after it.
 */
final class LedgerProcessor implements Processor<String, Outcome, String, LedgerEntry> {

    private static final Duration SEND_EVERY = Duration.ofMillis(500);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    /** Counts of minutes longer ago are final: their articles have long been read, and their entries stay on the topic. */
    private static final Duration KEEP = Duration.ofHours(48);

    private final Set<String> changed = new HashSet<>();

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, LedgerEntry> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, LedgerEntry> entries;

    @Override
    public void init(ProcessorContext<String, LedgerEntry> context) {
        this.context = context;
        this.entries = context.getStateStore(EnrichTopology.LEDGER_STORE);
        try (KeyValueIterator<String, LedgerEntry> all = entries.all()) {
            all.forEachRemaining(entry -> changed.add(entry.key));
        }
        context.schedule(SEND_EVERY, PunctuationType.WALL_CLOCK_TIME, this::sendChanged);
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forgetOld);
    }

    @Override
    public void process(Record<String, Outcome> record) {
        Outcome outcome = record.value();
        Instant minute = outcome.received().truncatedTo(ChronoUnit.MINUTES);
        String key = key(outcome.feed(), minute);
        LedgerEntry entry = entries.get(key);
        long published = entry == null ? 0 : entry.getPublished();
        long duplicates = entry == null ? 0 : entry.getDuplicates();
        switch (outcome.kind()) {
            case PUBLISHED -> published++;
            case DUPLICATE -> duplicates++;
        }
        entries.put(key, new LedgerEntry(outcome.feed(), minute, partition(), published, duplicates));
        changed.add(key);
    }

    private String key(String feed, Instant minute) {
        return feed + "/" + minute + "/" + partition();
    }

    private int partition() {
        return context.taskId().partition();
    }

    private void sendChanged(long now) {
        for (String key : changed) {
            LedgerEntry entry = entries.get(key);
            if (entry != null) {
                context.forward(new Record<>(key, entry, now, new RecordHeaders()));
            }
        }
        changed.clear();
    }

    private void forgetOld(long now) {
        Instant horizon = Instant.ofEpochMilli(now).minus(KEEP);
        try (KeyValueIterator<String, LedgerEntry> all = entries.all()) {
            while (all.hasNext()) {
                KeyValue<String, LedgerEntry> entry = all.next();
                if (entry.value.getMinute().isBefore(horizon) && !changed.contains(entry.key)) {
                    entries.delete(entry.key);
                }
            }
        }
    }
}
