package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.ingest.IngestConfig;
import dev.dateline.ingest.IngestService;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Bulk push of NDJSON through the real ingest service, against a bare producer that sends the very records that ingest made,
 * with the same settings (acks=all, idempotent, compressed), to a topic of as many partitions, on the same broker in the same
 * run. What ingest adds is HTTP, parsing, hashes, dates and Avro. The two take turns, so that what the machine does else
 * weighs on both; the median of the rounds counts.
 */
final class PushBenchmark implements Benchmark {

    private static final int DEFAULT_ARTICLES = 10_000;
    private static final int ROUNDS = 7;

    /** As many rounds as it takes for both sides to be compiled; they are shown, and not counted. */
    private static final int WARM_ROUNDS = 12;

    private static final int LINES_A_REQUEST = 1_000;
    private static final int CLIENTS = 4;
    private static final int BODY_WORDS = 350;
    private static final String BARE = "bench.bare";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String[] WORDS =
            ("the of a to in and on for with at by from minister harbour talks border election parliament treaty storm"
                            + " grain oil court bank strike union river capital president envoy tariff budget police army refugees"
                            + " aid island port railway factory drought vaccine summit ceasefire sanctions")
                    .split(" ");

    @Override
    public String name() {
        return "push";
    }

    @Override
    public String description() {
        return "NDJSON bulk push through ingest against a bare producer of the same records [ARTICLES]";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        int articles = arguments.isEmpty() ? DEFAULT_ARTICLES : Integer.parseInt(arguments.getFirst());
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            run(articles, folder.path(), out);
        }
    }

    private static void run(int articles, Path folder, PrintStream out) throws Exception {
        try (LocalStack stack = LocalStack.start(LocalStackConfig.in(folder))) {
            Map<String, String> settings = Map.of(
                    "http.port", "0",
                    "kafka.bootstrap.servers", stack.bootstrapServers(),
                    "kafka.schema.registry.url", stack.registryUrl());
            KafkaSettings kafka = KafkaSettings.read(new ConfigReader(Settings.of(settings)));
            try (Admin admin = Admin.create(kafka.admin())) {
                admin.createTopics(List.of(new NewTopic(BARE, Topics.DEFAULT_PARTITIONS, (short) 1)
                                .configs(Topics.RAW.settings())))
                        .all()
                        .get();
            }
            try (IngestService ingest = IngestService.start(IngestConfig.read(Settings.of(settings)));
                    HttpClient client = HttpClient.newHttpClient();
                    KafkaProducer<byte[], byte[]> bare = new KafkaProducer<>(
                            kafka.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
                measure(articles, ingest.uri(), client, kafka, bare, out);
            }
        }
    }

    private static void measure(
            int articles,
            URI ingest,
            HttpClient client,
            KafkaSettings kafka,
            KafkaProducer<byte[], byte[]> bare,
            PrintStream out)
            throws IOException, InterruptedException, ExecutionException {
        double[] pushed = new double[ROUNDS];
        double[] sent = new double[ROUNDS];
        push(requests(articles, -1), articles, ingest, client); // The records to send barely.
        List<ProducerRecord<byte[], byte[]>> records = records(kafka, articles);
        for (int round = 0; round < WARM_ROUNDS; round++) {
            double bareWarm = send(records, bare);
            double pushedWarm = push(requests(articles, -2 - round), articles, ingest, client);
            out.printf("warming   bare %,9.0f records/s   ingest %,9.0f articles/s%n", bareWarm, pushedWarm);
        }
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> requests = requests(articles, round);
            bytes = requests.stream().mapToLong(request -> request.length).sum();
            sent[round] = send(records, bare);
            pushed[round] = push(requests, articles, ingest, client);
            out.printf(
                    "round %d   bare %,9.0f records/s   ingest %,9.0f articles/s%n",
                    round + 1, sent[round], pushed[round]);
        }
        double ratio = median(pushed) / median(sent);
        out.printf(
                "median    bare %,9.0f records/s   ingest %,9.0f articles/s   ratio %.2f%n",
                median(sent), median(pushed), ratio);
        ObjectNode figures = JSON.createObjectNode();
        figures.put("benchmark", "push");
        figures.put("articles", articles);
        figures.put("bytes_an_article", bytes / articles);
        figures.put("bare_per_second", Math.round(median(sent)));
        figures.put("ingest_per_second", Math.round(median(pushed)));
        figures.put("ratio", Math.round(ratio * 1000) / 1000.0);
        out.println(figures);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Invented articles of about two kilobytes, no two alike, as NDJSON. */
    private static List<byte[]> requests(int articles, int round) {
        Random random = new Random(round);
        List<byte[]> requests = new ArrayList<>();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        for (int i = 0; i < articles; i++) {
            ObjectNode article = JSON.createObjectNode();
            article.put("guid", round + "-" + i);
            article.put("url", "https://desk.example/" + round + "/" + i + "?utm_source=bench");
            article.put("title", words(random, 9));
            article.put("body", words(random, BODY_WORDS));
            article.put("published", "2026-03-04T05:06:07Z");
            article.put("publisher", "Example Desk");
            request.writeBytes((article + "\n").getBytes(StandardCharsets.UTF_8));
            if ((i + 1) % LINES_A_REQUEST == 0 || i + 1 == articles) {
                requests.add(request.toByteArray());
                request.reset();
            }
        }
        return requests;
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
            if (random.nextInt(4) == 0) {
                text.append(random.nextInt(1000));
            }
        }
        return text.toString();
    }

    private static double push(List<byte[]> requests, int articles, URI ingest, HttpClient client)
            throws InterruptedException, ExecutionException, IOException {
        long begin = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (byte[] request : requests) {
                answers.add(clients.submit(() -> {
                    HttpResponse<Void> answer = client.send(
                            HttpRequest.newBuilder(ingest.resolve("/v1/feeds/bench/items"))
                                    .header("Content-Type", "application/x-ndjson")
                                    .timeout(Duration.ofMinutes(2))
                                    .POST(BodyPublishers.ofByteArray(request))
                                    .build(),
                            BodyHandlers.discarding());
                    return answer.statusCode();
                }));
            }
            for (Future<Integer> answer : answers) {
                if (answer.get() != 202) {
                    throw new IOException("ingest answered " + answer.get());
                }
            }
        }
        return articles / seconds(begin);
    }

    private static double send(List<ProducerRecord<byte[], byte[]>> records, KafkaProducer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        List<Future<?>> acknowledged = new ArrayList<>(records.size());
        for (ProducerRecord<byte[], byte[]> record : records) {
            acknowledged.add(producer.send(record));
        }
        producer.flush();
        for (Future<?> one : acknowledged) {
            one.get();
        }
        return records.size() / seconds(begin);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** What ingest made of the first articles: keys, values and headers as they are on news.raw. */
    private static List<ProducerRecord<byte[], byte[]>> records(KafkaSettings kafka, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.consumer(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RAW.name()).stream()
                    .map(partition -> new TopicPartition(Topics.RAW.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
            while (records.size() < count) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> records.add(
                                new ProducerRecord<>(BARE, null, record.key(), record.value(), record.headers())));
            }
            return records;
        }
    }
}
