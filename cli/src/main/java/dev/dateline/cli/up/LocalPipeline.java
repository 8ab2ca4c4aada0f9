package dev.dateline.cli.up;

import dev.dateline.cli.addresses.Addresses;
import dev.dateline.cli.push.IngestClient;
import dev.dateline.enrich.EnrichConfig;
import dev.dateline.enrich.EnrichService;
import dev.dateline.ingest.IngestConfig;
import dev.dateline.ingest.IngestService;
import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.publish.PublishConfig;
import dev.dateline.publish.PublishService;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.keys.ApiKeys;
import dev.dateline.runtime.keys.ApiKeys.Grant;
import dev.dateline.runtime.keys.ApiKeys.Issued;
import dev.dateline.runtime.lifecycle.Closer;
import dev.dateline.runtime.lifecycle.RunningService;
import dev.dateline.schemas.Topics;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack and the three services, in the order of the data; the same services that run as processes of their own on a
 * cluster. Owns them all.
 */
public final class LocalPipeline implements RunningService {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPipeline.class);

    private final Closer closer;
    private final List<RunningService> services;
    private final Addresses addresses;

    private LocalPipeline(Closer closer, List<RunningService> services, Addresses addresses) {
        this.closer = closer;
        this.services = services;
        this.addresses = addresses;
    }

    /**
     * Starts everything.
     *
     * @param out told where everything is, and last that it is ready
     * @throws Exception if a part cannot start; nothing stays running then
     */
    static LocalPipeline start(UpOptions options, Consumer<String> out) throws Exception {
        Closer closer = new Closer();
        try {
            PortPlan ports = PortPlan.from(options.portsFrom(), out);
            LocalStack stack = closer.register(LocalStack.start(LocalStackConfig.in(options.data())
                    .withPorts(ports.kafka(), ports.registry(), ports.postgres())
                    .withProgress(out)));
            // Never written down: who has the page of this machine needs no key, and nobody else gets this one.
            Issued pageKey = new ApiKeys(List.of())
                    .add(new Grant("The page of up", List.of("*"), false, true, false, null, null), Instant.now());
            IngestService ingest = closer.register(IngestService.start(
                    IngestConfig.read(settings(stack, ports.ingest(), ingest(options))), pageKey.keys()));
            Path state = options.data().resolve("streams");
            EnrichService enrich = closer.register(EnrichService.start(
                    EnrichConfig.read(settings(stack, ports.enrich(), Map.of("state.directory", state.toString())))));
            PublishService publish = closer.register(PublishService.start(PublishConfig.read(
                    settings(stack, ports.page(), publish(options, stack, ingest.uri(), pageKey.secret())))));

            Readiness.await(List.of(ingest.uri(), enrich.uri(), publish.uri()), out);

            Addresses addresses = new Addresses(
                    publish.uri(), ingest.uri(), stack.bootstrapServers(), stack.registryUrl(), stack.jdbcUrl());
            addresses.write(options.data());
            say(addresses, enrich.uri(), out);
            if (options.samples() && options.keys().isEmpty() && nothingWasEverPushed(addresses.kafka())) {
                closer.register(pushSamples(addresses.ingest())::interrupt);
            }
            return new LocalPipeline(closer, List.of(ingest, enrich, publish), addresses);
        } catch (Exception e) {
            throw closer.closeAfter(e);
        }
    }

    private static Settings settings(LocalStack stack, int port, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("http.port", Integer.toString(port));
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("kafka.schema.registry.url", stack.registryUrl());
        return Settings.of(settings);
    }

    private static Map<String, String> ingest(UpOptions options) {
        Map<String, String> settings = new HashMap<>();
        settings.put("http.host", options.ingestHost());
        options.feeds().ifPresent(file -> settings.put("ingest.feeds.file", file.toString()));
        options.keys().ifPresent(file -> settings.put("ingest.keys.file", file.toString()));
        return settings;
    }

    private static Map<String, String> publish(UpOptions options, LocalStack stack, URI ingest, Secret ingestKey)
            throws IOException {
        return Map.of(
                "publish.secrets.key.file", SecretsKey.in(options.data()).toString(),
                "publish.ingest.url", ingest.toString(),
                "publish.ingest.key", ingestKey.value(),
                // Who can reach this service is on this machine already.
                "publish.webhooks.private", "loopback",
                "publish.database.url", stack.jdbcUrl(),
                "publish.database.user", stack.jdbcUser(),
                "publish.database.password", stack.jdbcPassword());
    }

    private static void say(Addresses addresses, URI enrich, Consumer<String> out) {
        out.accept("ingest    " + addresses.ingest());
        out.accept("enrich    " + enrich);
        out.accept("kafka     " + addresses.kafka());
        out.accept("registry  " + addresses.registry());
        out.accept("postgres  " + addresses.postgres());
        out.accept("ready " + addresses.page());
    }

    private static boolean nothingWasEverPushed(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            List<String> raw = List.of(Topics.RAW.name());
            for (TopicDescription topic :
                    admin.describeTopics(raw).allTopicNames().get().values()) {
                topic.partitions()
                        .forEach(partition ->
                                ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
            }
            return admin.listOffsets(ends).all().get().values().stream().allMatch(end -> end.offset() == 0);
        }
    }

    private static Thread pushSamples(URI ingest) {
        return Thread.ofVirtual().name("samples").start(() -> {
            try (IngestClient client = new IngestClient(ingest, null, Duration.ofMinutes(1), LOG::info)) {
                Samples.push(client);
            } catch (InterruptedIOException e) {
                LOG.debug("Stopped before all samples were pushed", e);
            } catch (IOException e) {
                LOG.warn("The samples could not be pushed; everything else goes on", e);
            }
        });
    }

    /** Where everything listens. */
    Addresses addresses() {
        return addresses;
    }

    @Override
    public void await() throws Exception {
        BlockingQueue<Exception> failures = new LinkedBlockingQueue<>();
        for (RunningService service : services) {
            Thread.ofVirtual().start(() -> {
                try {
                    service.await();
                } catch (Exception e) {
                    failures.add(e);
                }
            });
        }
        throw failures.take();
    }

    @Override
    public void close() throws Exception {
        closer.close();
    }
}
