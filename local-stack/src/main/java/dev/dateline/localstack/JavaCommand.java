package dev.dateline.localstack;

import java.nio.file.Path;

/** The Java that this JVM runs on, for the Java programs that the stack starts. */
final class JavaCommand {

    private JavaCommand() {}

    static String path() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
