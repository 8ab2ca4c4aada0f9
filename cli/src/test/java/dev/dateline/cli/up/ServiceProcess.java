package dev.dateline.cli.up;

import dev.dateline.localstack.JavaCommand;
import dev.dateline.localstack.LocalStack;
import dev.dateline.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Services beside a local stack: as processes of their own, which can be killed, and in this one. */
final class ServiceProcess {

    private ServiceProcess() {}

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
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of("512m", main.getName(), arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
