package dev.dateline.cli.up;

import dev.dateline.localstack.LocalStack;
import dev.dateline.runtime.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Services beside a local stack: as processes of their own, which can be killed, and in this one. */
final class ServiceProcess {

    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"));

    private ServiceProcess() {}

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The settings of a service in this process, on whatever port is free, with what is its own. */
    static Settings beside(LocalStack stack, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("http.port", "0");
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("kafka.schema.registry.url", stack.registryUrl());
        return Settings.of(settings);
    }

    /**
     * Starts one as a process.
     *
     * @param log what it prints is added to this file
     * @param environment its own variables, besides those of this process
     */
    static Process start(Class<?> main, Path log, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(JAVA);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
