package dev.dateline.bench.speed;

import dev.dateline.enrich.trend.TrendEngine;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Omitted;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendRanking;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Every closed ranking of a running pipeline against a recomputation from its log. */
final class TrendsRecompute implements Benchmark {

    private static final int TOLD = 10;

    @Override
    public String name() {
        return "recompute";
    }

    @Override
    public String description() {
        return "every ranking on news.trend-history against a recomputation from news.enriched: BROKERS REGISTRY_URL";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 2) {
            throw new IllegalArgumentException(
                    "name the brokers and the registry of a running pipeline, as ./dateline up says them");
        }
        KafkaSettings kafka = TrendsRun.kafka(arguments.getFirst(), arguments.getLast());
        Map<String, TrendRanking> published = published(kafka);
        // Read after the history, so that the log is never behind it.
        Map<String, TrendRanking> computed = compute(kafka, held(published.values(), out), out);
        Instant oldest = published.values().stream()
                .map(TrendRanking::getWindowEnd)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        Instant newest = published.values().stream()
                .map(TrendRanking::getWindowEnd)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        int equal = 0;
        int different = 0;
        int missing = 0;
        for (Map.Entry<String, TrendRanking> entry : computed.entrySet()) {
            Instant end = entry.getValue().getWindowEnd();
            TrendRanking known = published.remove(entry.getKey());
            if (known != null && known.equals(entry.getValue())) {
                equal++;
            } else if (known != null) {
                different++;
                tell(different, "different", entry.getKey(), out);
            } else if (!end.isBefore(oldest) && end.isBefore(newest)) {
                missing++;
                tell(missing, "missing", entry.getKey(), out);
            }
        }
        published.keySet().stream().limit(TOLD).forEach(key -> out.println("not in the recomputation: " + key));
        out.printf(
                Locale.ROOT,
                "{\"equal\":%d,\"different\":%d,\"missing\":%d,\"unexpected\":%d}%n",
                equal,
                different,
                missing,
                published.size());
    }

    /** The newest ranking of each key on the topic of the history. */
    static Map<String, TrendRanking> published(KafkaSettings kafka) {
        Map<String, TrendRanking> published = new TreeMap<>();
        read(kafka, Topics.TREND_HISTORY, record -> {
            if (record.value() == null) {
                published.remove(record.key());
            } else {
                published.put(record.key(), record.value());
            }
        });
        return published;
    }

    private static void tell(int number, String what, String key, PrintStream out) {
        if (number <= TOLD) {
            out.println(what + ": " + key);
        }
    }

    /**
     * How many tags were held where the rankings were made. Those that lack something say it; where none does, all tags of
     * a day fitted, and however many more might have, the rankings are the same.
     */
    private static int held(Collection<TrendRanking> published, PrintStream out) {
        List<Integer> held = published.stream()
                .sorted(Comparator.comparing(TrendRanking::getWindowEnd).reversed())
                .flatMap(ranking -> ranking.getOmitted().stream())
                .map(Omitted::getHeld)
                .distinct()
                .toList();
        if (held.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        out.printf(
                "tags were evicted: recomputed with %d tags held in each partition%s%n",
                held.getFirst(),
                held.size() > 1 ? "; rankings made with " + held.subList(1, held.size()) + " may differ" : "");
        return held.getFirst();
    }

    private static Map<String, TrendRanking> compute(KafkaSettings kafka, int held, PrintStream out) {
        TrendEngine[] engine = new TrendEngine[1];
        Map<String, TrendRanking> computed = new TreeMap<>();
        try (KafkaConsumer<String, EnrichedArticle> consumer = consumer(kafka)) {
            engine[0] = new TrendEngine(
                    consumer.partitionsFor(Topics.ENRICHED.name()).size(), held);
        }
        read(
                kafka,
                Topics.ENRICHED,
                record -> engine[0].read(
                        record.partition(),
                        record.value(),
                        TrendEngine.newest(record.headers()),
                        ranking -> computed.put(key(ranking), ranking)));
        out.printf("%d articles counted, left out: %s%n", engine[0].counted(), engine[0].leftOut());
        return computed;
    }

    private static String key(TrendRanking ranking) {
        return ranking.getKind().name().toLowerCase(Locale.ROOT)
                + '/'
                + ranking.getWindow()
                + '/'
                + ranking.getWindowEnd();
    }

    private static <V> KafkaConsumer<String, V> consumer(KafkaSettings kafka) {
        Map<String, String> settings = new HashMap<>();
        settings.put("group.id", "recompute-" + UUID.randomUUID());
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(kafka.consumer(settings));
    }

    /** Reads a topic from its beginning to where it ends now. */
    private static <V> void read(KafkaSettings kafka, Topic<V> topic, Consumer<ConsumerRecord<String, V>> each) {
        try (KafkaConsumer<String, V> consumer = consumer(kafka)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
        }
    }
}
