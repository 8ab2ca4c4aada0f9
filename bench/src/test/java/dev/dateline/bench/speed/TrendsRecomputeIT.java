package dev.dateline.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Omitted;
import dev.dateline.schemas.Topics;
import dev.dateline.schemas.TrendEntry;
import dev.dateline.schemas.TrendRanking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rankings of the topology on a broker, of more tags than are held, recomputed; then some that nobody computed. */
class TrendsRecomputeIT {

    private static final int PARTITIONS = 3;
    private static final int PEOPLE = 900;
    private static final int HELD = 100;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private record Told(List<String> lines, JsonNode figures) {

        List<Integer> counts() {
            return Arrays.asList(
                    figures.path("different").asInt(),
                    figures.path("missing").asInt(),
                    figures.path("unexpected").asInt());
        }
    }

    @Test
    void whatTheTopologyRankedIsRecomputedAndWhatWasAlteredTakenAwayOrAddedIsTold() throws Exception {
        try (LocalStack stack = LocalStack.start(LocalStackConfig.in(folder.resolve("stack")))) {
            KafkaSettings kafka = TrendsRun.kafka(stack.bootstrapServers(), stack.registryUrl());
            TrendsRun.write(kafka, PARTITIONS, PEOPLE);
            try (TrendsRun run = TrendsRun.start(kafka, folder.resolve("state"), PARTITIONS, HELD)) {
                assertThat(run.awaitDay(SOON)).isTrue();
                assertThat(run.held()).isEqualTo((long) PARTITIONS * HELD);
                assertThat(run.evicted()).isPositive();
                await().atMost(SOON).until(() -> recompute(stack).counts().get(1) == 0 && isWhole(kafka));
            }

            Told before = recompute(stack);

            assertThat(before.counts()).as(String.join("\n", before.lines())).containsExactly(0, 0, 0);
            assertThat(before.figures().path("equal").asInt()).isGreaterThan(500);
            assertThat(before.lines()).anyMatch(line -> line.contains("recomputed with " + HELD + " tags held"));

            Map<String, TrendRanking> history = TrendsRecompute.published(kafka);
            List<String> keys = history.entrySet().stream()
                    .filter(entry -> entry.getValue().getWindow().equals("PT24H")
                            && entry.getValue().getEntries().size() > 1
                            && entry.getValue().getOmitted().isPresent())
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            Map<String, @Nullable TrendRanking> forged = new HashMap<>();
            TrendRanking scored = ranking(history, keys.get(1));
            forged.put(keys.get(1), altered(scored));
            TrendRanking lacking = ranking(history, keys.get(2));
            forged.put(
                    keys.get(2),
                    TrendRanking.newBuilder(lacking)
                            .setOmitted(Omitted.newBuilder(lacking.getOmitted().orElseThrow())
                                    .setUnits(0)
                                    .build())
                            .build());
            forged.put(keys.get(3), null);
            forged.put("people/PT1H/never", scored);
            write(kafka, forged);

            Told after = recompute(stack);

            assertThat(after.counts()).as(String.join("\n", after.lines())).containsExactly(2, 1, 1);
            assertThat(after.figures().path("equal").asInt())
                    .isEqualTo(before.figures().path("equal").asInt() - 3);
            assertThat(after.lines())
                    .contains(
                            "different: " + keys.get(1),
                            "different: " + keys.get(2),
                            "missing: " + keys.get(3),
                            "not in the recomputation: people/PT1H/never");
        }
    }

    /** Whether the last hop of the day is closed. */
    private static boolean isWhole(KafkaSettings kafka) {
        return TrendsRecompute.published(kafka).values().stream()
                .anyMatch(ranking -> ranking.getWindow().equals("top")
                        && ranking.getWindowEnd().toEpochMilli()
                                        % Duration.ofDays(1).toMillis()
                                == 0);
    }

    private static TrendRanking ranking(Map<String, TrendRanking> history, String key) {
        TrendRanking ranking = history.get(key);
        assertThat(ranking).isNotNull();
        return ranking;
    }

    private static TrendRanking altered(TrendRanking ranking) {
        List<TrendEntry> entries = new ArrayList<>(ranking.getEntries());
        TrendEntry first = entries.getFirst();
        entries.set(
                0,
                TrendEntry.newBuilder(first)
                        .setScore(Math.nextUp(first.getScore()))
                        .build());
        return TrendRanking.newBuilder(ranking).setEntries(entries).build();
    }

    private static void write(KafkaSettings kafka, Map<String, @Nullable TrendRanking> rankings)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, TrendRanking> producer = new KafkaProducer<>(kafka.producer(Map.of()))) {
            for (Map.Entry<String, @Nullable TrendRanking> entry : rankings.entrySet()) {
                producer.send(new ProducerRecord<>(Topics.TREND_HISTORY.name(), entry.getKey(), entry.getValue()))
                        .get();
            }
        }
    }

    private static Told recompute(LocalStack stack) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            new TrendsRecompute().run(List.of(stack.bootstrapServers(), stack.registryUrl()), out);
        }
        List<String> lines = told.toString(StandardCharsets.UTF_8).lines().toList();
        return new Told(lines, new ObjectMapper().readTree(lines.getLast()));
    }
}
