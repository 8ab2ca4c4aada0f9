package dev.dateline.publish.operations;

import dev.dateline.publish.operations.Verdict.State;
import dev.dateline.publish.store.FlowReader.Flow;
import dev.dateline.publish.store.FlowReader.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.GroupState;

/** Says how a stage does and what to do about it: a pure function of what is known, the worst finding first. */
final class Judge {

    /** Readers commit ten times a second; who has not for so long though there is something to read stands still. */
    static final Duration STANDS = Duration.ofSeconds(4);

    /** So long a group may take to spread its work. */
    static final Duration FORMS = Duration.ofSeconds(20);

    /** An article is to be with its readers within a second; this is late beyond doubt. */
    static final double LATE_SECONDS = 10;

    /** So many items that feeds sent wrongly within ten minutes are worth a look. */
    static final int MANY_REFUSED = 100;

    private Judge() {}

    static Verdict judge(StageReading reading) {
        return switch (reading.stage().id()) {
            case Stage.INGEST -> ingest(reading);
            case Stage.DELIVER -> deliver(reading);
            default -> reader(reading);
        };
    }

    private static Verdict ingest(StageReading reading) {
        String last = reading.moved() == null
                ? "Nothing has arrived since publish-service watches."
                : "The last article arrived " + since(reading.moved(), reading) + " ago.";
        int refused = refusedCount(reading);
        if (refused == 0) {
            return Verdict.ok(last);
        }
        String says = last + " Refused " + records(refused) + " within " + Pipeline.LATELY.toMinutes() + " minutes ("
                + reading.refusals().getFirst().reason() + ").";
        // Feeds send something wrong every day; who is called for each of them looks no more.
        return refused < MANY_REFUSED
                ? Verdict.ok(says)
                : new Verdict(
                        State.WARN,
                        says,
                        "Look at /rejected what the feed sent and why it was refused, and tell its owner.");
    }

    private static Verdict reader(StageReading reading) {
        String group = reading.stage().group().orElseThrow();
        String service = reading.stage().service();
        if (reading.stage().id().equals(Stage.PUBLISH) && reading.databaseTrouble() != null) {
            return new Verdict(
                    State.BAD,
                    "PostgreSQL does not answer, so that nothing is stored: " + reading.databaseTrouble() + ".",
                    "Start PostgreSQL, or mend publish.database.url; publish-service waits and goes on by itself.");
        }
        if (reading.group() == null) {
            return new Verdict(
                    State.BAD,
                    "Kafka knows no group " + group + ": " + service + " has never run here.",
                    start(service));
        }
        if (reading.group().members().isEmpty()) {
            return new Verdict(
                    State.BAD,
                    service + " has stopped: no member in group " + group + last(reading) + waiting(reading.lag()),
                    start(service));
        }
        return forms(reading)
                .or(() -> stands(reading))
                .or(() -> unknown(reading))
                .or(() -> late(reading))
                .or(() -> refused(reading))
                .orElseGet(() -> Verdict.ok(reading.lag().records() == 0 ? "All is read." : "It keeps up."));
    }

    /** What has not moved for some seconds though there is something to read, told by the record that it stands at. */
    private static Optional<Verdict> stands(StageReading reading) {
        return reading.partitions().stream()
                .filter(partition -> partition.read()
                        && partition.standsSince() != null
                        && !partition.standsSince().isAfter(reading.at().minus(STANDS)))
                .min(Comparator.comparing(PartitionLag::standsSince))
                .map(partition -> {
                    Instant since = partition.standsSince();
                    String service = reading.stage().service();
                    String record = partition.partition() + " at offset "
                            + (partition.committed() == null ? "0" : partition.committed());
                    return new Verdict(
                            State.BAD,
                            service + " stands still: it has read nothing of " + record
                                    + (since == null ? "" : " for " + since(since, reading))
                                    + waiting(reading.lag()),
                            "Ask /readyz of " + service
                                    + " what it waits for (registry, broker, database), and look at its log. If its process"
                                    + " is dead, " + lower(start(service))
                                    + " Kafka gives a dead member up by itself after its session has run out.");
                });
    }

    private static Optional<Verdict> forms(StageReading reading) {
        if (reading.group() == null || reading.group().stable()) {
            return Optional.empty();
        }
        GroupState state = reading.group().state();
        Instant since = reading.formingSince();
        boolean tooLong = since != null && !since.isAfter(reading.at().minus(FORMS));
        return Optional.of(new Verdict(
                tooLong ? State.BAD : State.WARN,
                "The group " + reading.group().id() + " is " + state.toString().toLowerCase(Locale.ROOT)
                        + (since == null ? "" : " for " + since(since, reading)) + ": nothing is read meanwhile.",
                tooLong
                        ? "Look at the log of " + reading.stage().service()
                                + ": instances of two versions side by side, or a topic between stages that cannot be made,"
                                + " keep a group from forming."
                        : "Wait: a start takes some seconds."));
    }

    private static Optional<Verdict> unknown(StageReading reading) {
        String why = reading.lag().unknown();
        return why == null || reading.lag().seconds() != null
                ? Optional.empty()
                : Optional.of(new Verdict(State.UNKNOWN, "The lag is not known: " + why + ".", null));
    }

    private static Optional<Verdict> late(StageReading reading) {
        Double seconds = reading.lag().seconds();
        if (seconds == null || seconds < LATE_SECONDS) {
            return Optional.empty();
        }
        Trend.Point before = reading.before();
        boolean grows = before == null || reading.lag().records() >= before.records();
        return Optional.of(new Verdict(
                State.WARN,
                "It is " + span(seconds) + " behind and " + (grows ? "does not catch up" : "catches up")
                        + waiting(reading.lag()),
                grows
                        ? "More comes than it reads: start another instance of "
                                + reading.stage().service()
                                + ", or give it more processors; a partition is read by one thread alone."
                        : null));
    }

    private static Optional<Verdict> refused(StageReading reading) {
        int count = refusedCount(reading);
        if (count == 0) {
            return Optional.empty();
        }
        Refusals most = reading.refusals().getFirst();
        String record = most.topic() == null
                ? ""
                : ", the newest on " + most.topic()
                        + (most.partition() == null ? "" : "-" + most.partition())
                        + (most.offset() == null ? "" : " at offset " + most.offset());
        String says = "Refused " + records(count) + " within " + Pipeline.LATELY.toMinutes() + " minutes ("
                + most.reason() + ")" + record + ".";
        return Optional.of(new Verdict(
                State.WARN,
                says,
                "Look at /rejected, where their bytes are. Only Dateline's services may write to "
                        + (most.topic() == null ? "its topics" : most.topic())
                        + ": find the program that does and stop it; the others pass meanwhile."));
    }

    private static int refusedCount(StageReading reading) {
        return reading.refusals().stream().mapToInt(Refusals::count).sum();
    }

    private static Verdict deliver(StageReading reading) {
        Flow flow = reading.flow();
        if (flow == null) {
            return new Verdict(
                    State.UNKNOWN,
                    "PostgreSQL does not answer, where what is owed stands.",
                    "Start PostgreSQL, or mend publish.database.url.");
        }
        Double seconds = reading.lag().seconds();
        if (seconds != null && seconds >= LATE_SECONDS) {
            return new Verdict(
                    State.WARN,
                    records(flow.due()) + " to deliver, the oldest due for " + span(seconds) + ".",
                    flow.failing() > 0
                            ? flow.failing() + " endpoints fail: GET /v1/subscriptions/{id}/health tells which and why;"
                                    + " pause them."
                            : "More is owed than the endpoints take: raise publish.webhooks.concurrency, or start another"
                                    + " publish-service.");
        }
        if (flow.failing() > 0) {
            return new Verdict(
                    State.WARN,
                    flow.failing() + " of " + flow.active() + " endpoints fail; " + records(flow.waiting())
                            + " wait for their next attempt.",
                    "GET /v1/subscriptions/{id}/health tells why. They are tried for three days, then disabled.");
        }
        if (flow.active() == 0) {
            return Verdict.ok("Nobody has subscribed; who reads /v1/stream is served from the read model.");
        }
        return Verdict.ok(
                flow.active() + (flow.active() == 1 ? " endpoint is" : " endpoints are") + " called; all is told.");
    }

    private static String start(String service) {
        return "Start it: ./dateline up runs everything on one machine, docker compose up -d "
                + service.replace("-service", "")
                + " that service alone; its log says why it ended.";
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String last(StageReading reading) {
        return reading.moved() == null ? "" : "; it last read " + since(reading.moved(), reading) + " ago";
    }

    private static String waiting(Lag lag) {
        return lag.records() == 0
                ? "."
                : "; " + records(lag.records()) + " wait"
                        + (lag.seconds() == null ? "" : ", the oldest for " + span(lag.seconds())) + ".";
    }

    private static String since(Instant instant, StageReading reading) {
        return span(Duration.between(instant, reading.at()).toMillis() / 1000.0);
    }

    private static String records(long count) {
        return count == 1 ? "1 record" : String.format(Locale.ROOT, "%,d records", count);
    }

    static String span(double seconds) {
        if (seconds < 120) {
            return Math.round(seconds) + " s";
        }
        return seconds < 7_200 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
    }
}
