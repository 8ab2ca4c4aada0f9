package dev.dateline.publish.delivery;

import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.outbound.Reach;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How webhooks and feeds are sent.
 *
 * @param reach {@code publish.webhooks.private}: whether endpoints may have private addresses: {@code refuse}, the default;
 *     {@code loopback}, this machine's; {@code allow}
 * @param timeout {@code publish.webhooks.timeout}: how long an answer may take, by default 20 s
 * @param retries {@code publish.webhooks.retries}: how long to wait after each attempt that failed, by commas; by default
 *     {@code 5s,5m,30m,2h,5h,10h,14h,20h,24h}, which makes ten attempts over 75 hours
 * @param concurrency {@code publish.webhooks.concurrency}: messages under way to one endpoint at a time, 1 to 64, by default 4
 * @param atOnce {@code publish.webhooks.at.once}: messages under way from one instance, 1 to 10,000, by default 500
 * @param mostPending {@code publish.webhooks.most.pending}: a subscription to which more is owed is disabled, by default
 *     100,000
 * @param kept {@code publish.webhooks.kept}: how long it is remembered what became of a message, by default 7 d
 */
public record DeliveryConfig(
        Reach reach,
        Duration timeout,
        List<Duration> retries,
        int concurrency,
        int atOnce,
        int mostPending,
        Duration kept) {

    /** After so long a time, a correction of an article no longer finds whom its first text was sent to. */
    static final Duration TOLD_KEPT = Duration.ofDays(90);

    /** What an instance needs beyond the timeout to write down what became of a message. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private static final String RETRIES = "publish.webhooks.retries";
    private static final String DEFAULT_RETRIES = "5s,5m,30m,2h,5h,10h,14h,20h,24h";

    /** Keeps its own copy. */
    public DeliveryConfig {
        retries = List.copyOf(retries);
    }

    /** Reads it. */
    public static DeliveryConfig read(ConfigReader settings) {
        return new DeliveryConfig(
                reach(settings),
                settings.duration("publish.webhooks.timeout", Duration.ofSeconds(20)),
                retries(settings),
                settings.integer("publish.webhooks.concurrency", 4, 1, 64),
                settings.integer("publish.webhooks.at.once", 500, 1, 10_000),
                settings.integer("publish.webhooks.most.pending", 100_000, 100, 100_000_000),
                settings.duration("publish.webhooks.kept", Duration.ofDays(7)));
    }

    private static Reach reach(ConfigReader settings) {
        String text = settings.text("publish.webhooks.private", "refuse");
        return switch (text) {
            case "refuse" -> Reach.PUBLIC;
            case "loopback" -> Reach.LOOPBACK;
            case "allow" -> Reach.ANYWHERE;
            default -> {
                settings.problem("publish.webhooks.private", "must be refuse, loopback or allow, not '" + text + "'");
                yield Reach.PUBLIC;
            }
        };
    }

    private static List<Duration> retries(ConfigReader settings) {
        List<Optional<Duration>> read = Arrays.stream(
                        settings.text(RETRIES, DEFAULT_RETRIES).split(","))
                .map(text -> ConfigReader.parse(text.strip()))
                .toList();
        if (read.stream().anyMatch(Optional::isEmpty)) {
            settings.problem(RETRIES, "must be time spans by commas, such as " + DEFAULT_RETRIES);
        }
        return read.stream().flatMap(Optional::stream).toList();
    }

    /** How long an instance may have a message before another one takes it for lost. */
    Duration claim() {
        return timeout.plus(SLACK);
    }

    /** How long to wait after an attempt that failed, from 1 on; nothing after the last. */
    Optional<Duration> waitAfter(int attempt) {
        return attempt <= retries.size() ? Optional.of(retries.get(attempt - 1)) : Optional.empty();
    }
}
