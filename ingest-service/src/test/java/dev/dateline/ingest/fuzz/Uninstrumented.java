package dev.dateline.ingest.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives an input to its target in a process of its own, without Jazzer's instruments, which slow code down up to forty times. */
final class Uninstrumented {

    private Uninstrumented() {}

    /**
     * Gives it there.
     *
     * @throws IllegalStateException if the target fails there, or is too slow
     */
    static void run(FuzzTargets.Target target, byte[] bytes) {
        try {
            Path input = Files.createTempFile("dateline-fuzz-", ".input");
            try {
                Files.write(input, bytes);
                int exit = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Uninstrumented.class.getName(),
                                target.name(),
                                input.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
                if (exit != 0) {
                    throw new IllegalStateException(target + " fails also without instruments, exit code " + exit);
                }
            } finally {
                Files.delete(input);
            }
        } catch (IOException e) {
            throw new IllegalStateException("No process for a second look at a slow input", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The other process: a target's name and a file; its exit code is 1 if the target fails. */
    public static void main(String[] arguments) throws IOException {
        FuzzTargets.run(FuzzTargets.Target.valueOf(arguments[0]), Files.readAllBytes(Path.of(arguments[1])));
    }
}
