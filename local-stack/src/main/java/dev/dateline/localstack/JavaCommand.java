package dev.dateline.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that this JVM runs on, for programs that are started beside it. */
public final class JavaCommand {

    private JavaCommand() {}

    static String path() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The command that runs a program of ours, from the class path of this JVM.
     *
     * @param heap its heap at most, as in {@code 512m}
     * @param main its main class
     */
    public static List<String> of(String heap, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                path(),
                "-Xmx" + heap,
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return command;
    }
}
