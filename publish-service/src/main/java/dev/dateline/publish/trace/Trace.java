package dev.dateline.publish.trace;

import dev.dateline.publish.store.TraceReader.Delivered;
import dev.dateline.publish.store.TraceReader.Refused;
import dev.dateline.publish.store.TraceReader.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The way of one article.
 *
 * @param stored the article as readers have it; null if they have none
 * @param state the furthest that it came
 * @param raw its records on news.raw that were found, the oldest first
 * @param deliveries who was told of it
 */
record Trace(
        String id, @Nullable Stored stored, State state, String says, List<Arrival> raw, List<Delivered> deliveries) {

    /** The stage that reads news.raw, in the words of what it refuses. */
    private static final String ENRICH = "enrich";

    private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

    /** The furthest that an article came. */
    enum State {
        /** Readers have it. */
        PUBLISHED,
        /** Its feed took it back. */
        KILLED,
        /** It is between reading and the read model. */
        ON_THE_WAY,
        /** It waits to be read. */
        WAITING,
        /** A stage refused it. */
        REJECTED,
        /** It was read, and no reader has it. */
        GONE;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What became of a record of news.raw. */
    enum Outcome {
        /** It is the revision that readers have. */
        NEWEST,
        /** It was a revision, or is still on its way to be one. */
        EARLIER,
        /** It says nothing that an earlier one has not said. */
        DUPLICATE,
        /** It waits to be read. */
        WAITING,
        /** It was read, and is not with readers yet. */
        ON_THE_WAY,
        /** A stage refused it. */
        REJECTED;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A record of news.raw and what became of it.
     *
     * @param before how many records are to be read before it; 0 if it was read
     * @param refused how it was refused; null if it was not
     */
    record Arrival(
            RawRecord record,
            Outcome outcome,
            long before,
            @Nullable Refused refused) {}

    /**
     * Puts together what is known. How far a partition was read is told by what was looked at some time ago and by what has come
     * out since: order in a partition holds, so that whatever lies before a record that was stored or refused was read too.
     *
     * @param contentHash that of the article as readers have it; null if they have none
     * @param read up to which offset each partition was read at the last look; empty where that is not known
     * @param written whether all that was read up to a record has gone through the stages after reading
     * @param refused what was refused of news.raw
     */
    static Trace of(
            String id,
            @Nullable Stored stored,
            @Nullable String contentHash,
            List<RawRecord> records,
            Map<TopicPartition, Long> read,
            Predicate<RawRecord> written,
            List<Refused> refused,
            Function<Stored, List<Delivered>> deliveries) {
        List<RawRecord> inOrder = records.stream()
                .sorted(Comparator.comparing((RawRecord raw) -> raw.partition().partition())
                        .thenComparing(RawRecord::offset))
                .distinct()
                .toList();
        Optional<RawRecord> newest = inOrder.stream()
                .filter(record -> record.contentHash() != null
                        && record.contentHash().equals(contentHash)
                        && refusal(record, refused).isEmpty())
                .findFirst();
        List<Arrival> arrivals = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RawRecord record : inOrder) {
            Optional<Refused> refusal = refusal(record, refused);
            boolean through = newest.filter(known -> known.partition().equals(record.partition()))
                    .map(known -> record.offset() < known.offset())
                    .orElse(false);
            long until = readUntil(record.partition(), read, refused);
            boolean again = record.contentHash() != null && !seen.add(record.contentHash());
            Outcome outcome;
            if (refusal.isPresent()) {
                outcome = Outcome.REJECTED;
            } else if (newest.filter(record::equals).isPresent()) {
                outcome = Outcome.NEWEST;
            } else if (!through && record.offset() >= until) {
                outcome = Outcome.WAITING;
            } else if (again) {
                outcome = Outcome.DUPLICATE;
            } else {
                outcome = through || written.test(record) ? Outcome.EARLIER : Outcome.ON_THE_WAY;
            }
            arrivals.add(new Arrival(
                    record, outcome, outcome == Outcome.WAITING ? record.offset() - until : 0, refusal.orElse(null)));
        }
        State state = state(stored, arrivals);
        return new Trace(
                id,
                stored,
                state,
                says(state, arrivals),
                List.copyOf(arrivals),
                stored == null ? List.of() : deliveries.apply(stored));
    }

    private static Optional<Refused> refusal(RawRecord record, List<Refused> refused) {
        String partition = Integer.toString(record.partition().partition());
        String offset = Long.toString(record.offset());
        return refused.stream()
                .filter(one -> partition.equals(one.ofPartition()) && offset.equals(one.ofOffset()))
                .findFirst();
    }

    private static long readUntil(TopicPartition partition, Map<TopicPartition, Long> read, List<Refused> refused) {
        String number = Integer.toString(partition.partition());
        return refused.stream()
                .filter(one -> one.stage().equals(ENRICH) && number.equals(one.ofPartition()))
                .map(one -> one.ofOffset() == null ? "" : one.ofOffset())
                .filter(offset -> OFFSET.matcher(offset).matches())
                .mapToLong(offset -> Long.parseLong(offset) + 1)
                .reduce(read.getOrDefault(partition, Long.MAX_VALUE), Math::max);
    }

    private static State state(@Nullable Stored stored, List<Arrival> arrivals) {
        if (stored != null) {
            return stored.killed() ? State.KILLED : State.PUBLISHED;
        }
        if (arrivals.stream().anyMatch(arrival -> arrival.outcome() == Outcome.WAITING)) {
            return State.WAITING;
        }
        if (arrivals.stream().anyMatch(arrival -> arrival.outcome() == Outcome.ON_THE_WAY)) {
            return State.ON_THE_WAY;
        }
        return arrivals.stream().anyMatch(arrival -> arrival.outcome() == Outcome.REJECTED)
                ? State.REJECTED
                : State.GONE;
    }

    private static String says(State state, List<Arrival> arrivals) {
        return switch (state) {
            case PUBLISHED -> "Readers have it.";
            case KILLED -> "Its feed took it back; its text is shown to nobody.";
            case WAITING ->
                "It waits on news.raw to be read, after "
                        + arrivals.stream()
                                .filter(arrival -> arrival.outcome() == Outcome.WAITING)
                                .mapToLong(Arrival::before)
                                .min()
                                .orElse(0)
                        + " others of its partition.";
            case ON_THE_WAY -> "It was read, and is on its way through Story and Publish.";
            case REJECTED -> "A stage refused it.";
            case GONE ->
                "It was read, and no reader has it any more: age took it, or what came under its id is withheld since"
                        + " a kill.";
        };
    }
}
