package dev.dateline.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.kafka.TopicMismatchException.Mismatch;
import dev.dateline.schemas.Topic;
import dev.dateline.schemas.Topic.Partitioning;
import dev.dateline.schemas.Topic.Retention;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class TopicProvisionerIT {

    private static final short ONE_COPY = 1;

    private final String suffix = UUID.randomUUID().toString();
    private final Topic<byte[]> log = topic("log", new Retention.Delete(Duration.ofDays(30)), Partitioning.PIPELINE);
    private final Topic<byte[]> table = topic("table", new Retention.Compact(), Partitioning.SINGLE);

    private Topic<byte[]> topic(String name, Retention retention, Partitioning partitioning) {
        return new Topic<>(name + "-" + suffix, "id", byte[].class, retention, partitioning);
    }

    private static KafkaSettings settings(String bootstrapServers) {
        return new KafkaSettings(Map.of("bootstrap.servers", bootstrapServers));
    }

    @Test
    void missingTopicsAreCreatedAsTheCatalogueSays(Stack stack) throws Exception {
        KafkaSettings kafka = settings(stack.bootstrapServers());

        TopicProvisioner.provision(kafka, List.of(log, table), 3, ONE_COPY);

        try (Admin admin = Admin.create(kafka.admin())) {
            assertThat(partitions(admin, log)).isEqualTo(3);
            assertThat(partitions(admin, table)).isEqualTo(1);
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, log.name());
            Config config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
            assertThat(config.entries())
                    .filteredOn(entry -> log.settings().containsKey(entry.name()))
                    .allSatisfy(entry -> assertThat(log.settings()).containsEntry(entry.name(), entry.value()));
        }
    }

    private static int partitions(Admin admin, Topic<?> topic) throws Exception {
        return admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }

    @Test
    void topicsThatAreThereAreLeftAlone(Stack stack) throws Exception {
        KafkaSettings kafka = settings(stack.bootstrapServers());
        TopicProvisioner.provision(kafka, List.of(table), 3, ONE_COPY);

        TopicProvisioner.provision(kafka, List.of(log, table), 3, ONE_COPY);
        TopicProvisioner.provision(kafka, List.of(log, table), 3, ONE_COPY);
    }

    @Test
    void servicesThatStartTogetherDoNotDisturbOneAnother(Stack stack) {
        KafkaSettings kafka = settings(stack.bootstrapServers());
        List<CompletableFuture<Void>> services = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> provision(kafka, 3), Thread::startVirtualThread))
                .limit(3)
                .toList();

        services.forEach(CompletableFuture::join);
    }

    private void provision(KafkaSettings kafka, int partitions) {
        try {
            TopicProvisioner.provision(kafka, List.of(log, table), partitions, ONE_COPY);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyContradictionIsNamedAndNothingIsCreated(Stack stack) throws Exception {
        KafkaSettings kafka = settings(stack.bootstrapServers());
        TopicProvisioner.provision(kafka, List.of(log), 3, ONE_COPY);
        Topic<byte[]> other =
                new Topic<>(log.name(), "id", byte[].class, new Retention.Compact(), Partitioning.PIPELINE);
        Topic<byte[]> younger = new Topic<>(
                log.name(), "id", byte[].class, new Retention.Delete(Duration.ofDays(7)), Partitioning.PIPELINE);

        TopicMismatchException failure = catchThrowableOfType(
                TopicMismatchException.class,
                () -> TopicProvisioner.provision(kafka, List.of(other, table), 6, (short) 2));

        assertThat(failure.mismatches())
                .containsExactlyInAnyOrder(
                        new Mismatch(log.name(), "partitions", "3", "6"),
                        new Mismatch(log.name(), "replication", "1", "2 or more"),
                        new Mismatch(log.name(), "cleanup.policy", "delete", "compact"));
        assertThat(failure).hasMessageContaining(log.name() + ": partitions is 3, must be 6");
        assertThatThrownBy(() -> TopicProvisioner.provision(kafka, List.of(younger), 3, ONE_COPY))
                .hasMessageContaining("retention.ms is 2592000000, must be 604800000");
        try (Admin admin = Admin.create(kafka.admin())) {
            assertThat(admin.listTopics().names().get()).doesNotContain(table.name());
        }
    }

    @Test
    void aBrokerThatComesLaterIsWaitedFor(Stack stack) throws Exception {
        int port = freePort();
        KafkaSettings kafka = settings("127.0.0.1:" + port);
        CompletableFuture<Void> provisioned =
                CompletableFuture.runAsync(() -> provision(kafka, 3), Thread::startVirtualThread);
        await().during(Duration.ofSeconds(1)).until(() -> !provisioned.isDone());

        try (ServerSocket gate = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> forward(gate, stack.bootstrapServers()));

            provisioned.join();
        }
    }

    @Test
    void waitingEndsWithAnInterrupt() throws Exception {
        KafkaSettings kafka = settings("127.0.0.1:" + freePort());
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                TopicProvisioner.provision(kafka, List.of(log), 3, ONE_COPY);
            } catch (Throwable e) {
                ended.complete(e);
            }
        });

        waiting.interrupt();

        assertThat(ended.join()).isInstanceOf(InterruptedException.class);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Only the first connections come this way: a client then uses the address that the broker itself names. */
    private static void forward(ServerSocket gate, String broker) {
        int colon = broker.lastIndexOf(':');
        InetSocketAddress address =
                new InetSocketAddress(broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1)));
        try {
            while (true) {
                Socket client = gate.accept();
                Socket server = new Socket(address.getAddress(), address.getPort());
                Thread.startVirtualThread(() -> pipe(client, server));
                Thread.startVirtualThread(() -> pipe(server, client));
            }
        } catch (IOException e) {
            // The gate is closed.
        }
    }

    private static void pipe(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side ended.
        }
    }
}
