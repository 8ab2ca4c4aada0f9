package dev.dateline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs programs of the machine. */
final class Shell {

    /** How a program ended, and all that it printed. */
    record Result(int status, String output) {}

    private Shell() {}

    /** Runs a program in a folder, with these variables laid over the environment of the tests; an empty one is removed. */
    static Result run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Whether a program is there and ends well. */
    static boolean succeeds(List<String> command, String argument) {
        try {
            List<String> all =
                    Stream.concat(command.stream(), Stream.of(argument)).toList();
            return run(Path.of("."), Map.of(), all).status() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
