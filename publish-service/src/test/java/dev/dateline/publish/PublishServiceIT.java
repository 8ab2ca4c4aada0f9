package dev.dateline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.PostgresProxy.Fault;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.kafka.TopicProvisioner;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.TagKind;
import dev.dateline.schemas.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The service on a real broker, registry and database. Tests share the topics, so each has a feed of its own. */
@ExtendWith(StackExtension.class)
class PublishServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String feed = "feed-" + UUID.randomUUID();
    private final KafkaSettings kafka;
    private final Stack stack;
    private final String databaseUrl;
    private final Jdbi database;
    private final Producer<String, SpecificRecord> records;
    private final Producer<String, byte[]> bytes;
    private final PostgresProxy proxy;
    private PublishService service;

    PublishServiceIT(Stack stack) throws Exception {
        this.stack = stack;
        kafka = new KafkaSettings(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "schema.registry.url", stack.registryUrl()));
        databaseUrl = stack.freshDatabase();
        database = Jdbi.create(databaseUrl, stack.jdbcUser(), stack.jdbcPassword());
        TopicProvisioner.provision(kafka, Topics.ALL, Topics.DEFAULT_PARTITIONS, (short) 1);
        records = new KafkaProducer<>(kafka.producer(Map.of()));
        bytes = new KafkaProducer<>(kafka.producer(Map.of("value.serializer", ByteArraySerializer.class)));
        URI address = URI.create(databaseUrl.substring("jdbc:".length()));
        proxy = new PostgresProxy(address.getPort());
        // Without statements kept on the server, each COMMIT is sent by that word, and the proxy sees it.
        service = start(
                databaseUrl.replace(":" + address.getPort() + "/", ":" + proxy.port() + "/") + "?prepareThreshold=0");
        await().atMost(PATIENCE).until(() -> get("readyz").contains("\"status\":\"up\""));
    }

    private PublishService start(String url) throws Exception {
        return PublishService.start(PublishConfig.read(Settings.of(Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "kafka.schema.registry.url", stack.registryUrl(),
                "publish.database.url", url,
                "publish.database.user", stack.jdbcUser(),
                "publish.database.password", stack.jdbcPassword()))));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        proxy.close();
        records.close();
        bytes.close();
    }

    @Test
    void whatTheTopicsSayIsAnswered() throws Exception {
        raw("a", 2);
        publish("a", 1);
        records.send(new ProducerRecord<>(Topics.LEDGER.name(), feed + "/0", Samples.entry(feed, 0, 1, 1)));
        records.send(new ProducerRecord<>(
                Topics.TRENDS.name(), "people/PT1H", Samples.ranking(TagKind.PEOPLE, "PT1H", feed)));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(get("v1/articles?source=" + feed)).contains("\"id\":\"" + feed + "-a\"");
            assertThat(get("v1/trends/people?window=1h")).contains(feed);
            assertThat(get("v1/ledger"))
                    .contains("{\"feed\":\"" + feed
                            + "\",\"received\":2,\"refused\":0,\"accepted\":2,\"published\":1,\"duplicates\":1,"
                            + "\"rejected\":0,\"inFlight\":0,\"balanced\":true}");
        });
        records.send(new ProducerRecord<>(Topics.ENRICHED.name(), feed + "-a", null))
                .get();
        await().atMost(PATIENCE).until(() -> get("v1/articles/" + feed + "-a").contains("no-such-article"));
    }

    @Test
    void aRecordThatNoOneCanDecodeIsSetAsideAndTheNextOnePasses() throws Exception {
        ProducerRecord<String, byte[]> poison =
                new ProducerRecord<>(Topics.ENRICHED.name(), 0, "poison", "no avro".getBytes(StandardCharsets.UTF_8));
        poison.headers().add(Headers.FEED, feed.getBytes(StandardCharsets.UTF_8));
        bytes.send(poison).get();
        records.send(new ProducerRecord<>(
                        Topics.ENRICHED.name(), 0, "next", Samples.article(feed + "-next", feed, "Next", "")))
                .get();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(select("SELECT id FROM articles WHERE feed = '%s'")).containsExactly(feed + "-next");
            assertThat(select("SELECT stage || reason || encode(original, 'escape') FROM rejected WHERE feed = '%s'"))
                    .containsExactly("publishundecodableno avro");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void aConnectionThatBreaksAtTheCommitLosesNothingAndRepeatsNothing(Fault fault) throws Exception {
        publish("first", 1);
        await().atMost(PATIENCE).until(() -> stored() == 1);
        proxy.breakNext(fault);
        for (int i = 0; i < 50; i++) {
            raw("a" + i, 1);
            publish("a" + i, 1);
        }
        records.flush();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(proxy.broken()).isTrue();
            assertThat(stored()).isEqualTo(51);
            assertThat(select("SELECT sum(accepted) || '/' || sum(stored) FROM ledger_counts WHERE feed = '%s'"))
                    .containsExactly("50/51");
        });
    }

    @Test
    void anInstanceThatIsStoppedInGoodHealthLogsNoError() throws Exception {
        await().atMost(PATIENCE).until(() -> get("readyz").contains("\"status\":\"up\""));
        Logger all = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        all.addAppender(log);
        try {
            service.close();
        } finally {
            all.detachAppender(log);
        }

        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    @Test
    void anInstanceThatAnotherOneOvertookGoesOnFromWhereTheDatabaseStands() throws Exception {
        publish("first", 1);
        await().atMost(PATIENCE).until(() -> stored() == 1);
        // As if another instance had read one record more of each partition and found nothing in it.
        database.useHandle(handle -> handle.execute("UPDATE consumer_offsets SET next_offset = next_offset + 1"));
        for (int i = 0; i < 40; i++) {
            publish("b" + i, 1);
        }
        records.flush();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("metrics"))
                        .containsPattern("dateline_publish_fenced_total\\{service=\"publish\"} [1-9]"));
        await().atMost(PATIENCE).until(() -> stored() >= 41 - Topics.DEFAULT_PARTITIONS);
        assertThat(select("SELECT sum(stored) FROM ledger_counts WHERE feed = '%s'"))
                .containsExactly(Integer.toString(stored()));
    }

    @Test
    void aRestartGoesOnWhereTheDatabaseStands() throws Exception {
        publish("a", 1);
        await().atMost(PATIENCE).until(() -> stored() == 1);
        service.close();
        publish("b", 1);
        service = start(databaseUrl);

        await().atMost(PATIENCE).until(() -> stored() == 2);
        assertThat(select("SELECT sum(stored) FROM ledger_counts WHERE feed = '%s'"))
                .containsExactly("2");
    }

    private void raw(String id, int times) {
        for (int i = 0; i < times; i++) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(Topics.RAW.name(), feed + "-" + id, new byte[] {1, 2, 3});
            record.headers().add(Headers.FEED, feed.getBytes(StandardCharsets.UTF_8));
            record.headers()
                    .add(
                            Headers.RECEIVED,
                            Long.toString(Samples.RECEIVED.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
            bytes.send(record);
        }
        bytes.flush();
    }

    private void publish(String id, int revision) {
        String key = feed + "-" + id;
        records.send(new ProducerRecord<>(
                Topics.ENRICHED.name(), key, Samples.article(key, revision, feed, "Title", "Body", Map.of())));
        records.flush();
    }

    private int stored() {
        return Integer.parseInt(
                select("SELECT count(*) FROM articles WHERE feed = '%s'").getFirst());
    }

    private List<String> select(String sql) {
        return database.withHandle(handle ->
                handle.createQuery(sql.formatted(feed)).mapTo(String.class).list());
    }

    private String get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(service.uri().resolve(path)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
