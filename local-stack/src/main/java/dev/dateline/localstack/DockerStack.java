package dev.dateline.localstack;

import java.util.List;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same three programs as containers. */
final class DockerStack implements Stack, AutoCloseable {

    private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    private static final String REGISTRY_IMAGE = "apicurio/apicurio-registry:3.3.3";
    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final int REGISTRY_PORT = 8080;

    private final KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE);
    private final GenericContainer<?> registry = new GenericContainer<>(REGISTRY_IMAGE)
            .withExposedPorts(REGISTRY_PORT)
            .withEnv("APICURIO_RULES_GLOBAL_COMPATIBILITY", "BACKWARD")
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects"));
    private final PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES_IMAGE)
            .withDatabaseName("dateline")
            .withUsername("dateline")
            .withPassword("dateline");

    private DockerStack() {
        BrokerProperties.everywhere()
                .forEach((key, value) ->
                        kafka.addEnv("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    }

    static boolean available() {
        // No engine is an answer here, not an error.
        LogLevels.limit("OFF", List.of("org.testcontainers.dockerclient"));
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static DockerStack start() {
        DockerStack stack = new DockerStack();
        Startables.deepStart(stack.kafka, stack.registry, stack.postgres).join();
        return stack;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7";
    }

    @Override
    public String jdbcUrl() {
        return postgres.getJdbcUrl();
    }

    @Override
    public String jdbcUser() {
        return postgres.getUsername();
    }

    @Override
    public String jdbcPassword() {
        return postgres.getPassword();
    }

    @Override
    public void close() {
        kafka.stop();
        registry.stop();
        postgres.stop();
    }
}
