package dev.dateline.localstack;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a local stack is started with.
 *
 * @param dataFolder where everything is kept; made if missing, continued if it holds an earlier stack
 * @param kafkaPort port of the broker on 127.0.0.1, 0 for a free one
 * @param registryPort port of the registry on 127.0.0.1, 0 for a free one
 * @param postgresPort port of PostgreSQL on 127.0.0.1, 0 for a free one
 * @param brokerProcess true to run the broker as a process that can be killed, false to run it in this JVM
 * @param progress told in one line each what takes longer than a moment
 */
public record LocalStackConfig(
        Path dataFolder,
        int kafkaPort,
        int registryPort,
        int postgresPort,
        boolean brokerProcess,
        Consumer<String> progress) {

    public LocalStackConfig {
        dataFolder = dataFolder.toAbsolutePath().normalize();
        requirePort("kafkaPort", kafkaPort);
        requirePort("registryPort", registryPort);
        requirePort("postgresPort", postgresPort);
    }

    /** {@return a stack in this folder on free ports, its broker in this JVM, silent} */
    public static LocalStackConfig in(Path dataFolder) {
        return new LocalStackConfig(dataFolder, 0, 0, 0, false, line -> {});
    }

    /** {@return the same on these ports, 0 for a free one} */
    public LocalStackConfig withPorts(int kafka, int registry, int postgres) {
        return new LocalStackConfig(dataFolder, kafka, registry, postgres, brokerProcess, progress);
    }

    /** {@return the same with the broker as a process of its own, so that it can be killed} */
    public LocalStackConfig withBrokerProcess() {
        return new LocalStackConfig(dataFolder, kafkaPort, registryPort, postgresPort, true, progress);
    }

    /** {@return the same, reporting to this consumer, which must be safe to call from several threads} */
    public LocalStackConfig withProgress(Consumer<String> newProgress) {
        return new LocalStackConfig(dataFolder, kafkaPort, registryPort, postgresPort, brokerProcess, newProgress);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " must be 0..65535, not " + port);
        }
    }
}
