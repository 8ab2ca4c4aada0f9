package dev.dateline.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A child process that does not outlive this JVM, even one ended by {@code kill -9}: a small shell beside the child
 * reads a pipe from this JVM and ends the child when the pipe breaks. Should that shell be killed too, the child is
 * found again by its pid file and ended by {@link #endLeftOver(Path)} at the next start.
 */
final class GuardedProcess {

    /**
     * A session of their own, where the system can give one, keeps child and watcher from Ctrl-C at the terminal and from
     * what ends this JVM's whole process group.
     */
    private static final String APART = """
            if command -v setsid >/dev/null; then exec setsid "$@"; else exec "$@"; fi
            """;

    /** The shell that becomes the child ($$ stays the same through exec) after leaving a watcher behind. */
    private static final String GUARD = """
            exec 3<&0 </dev/null
            ( trap '' HUP INT; while read -r line <&3; do :; done; kill -"$0" $$ 2>/dev/null ) &
            exec 3<&- "$@"
            """;

    private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int QUOTED_LOG_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final Path pidFile;

    private GuardedProcess(String name, Process process, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    /**
     * Starts a child whose output goes to the folder's log of that name.
     *
     * @param orphanSignal the signal, as {@code kill} names it, that ends the child when this JVM has died
     */
    static GuardedProcess start(
            String name,
            DataFolder folder,
            String orphanSignal,
            Map<String, String> environment,
            List<String> command) {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", APART, "apart", "sh", "-c", GUARD, orphanSignal));
        guarded.addAll(command);
        File log = folder.log(name).toFile();
        ProcessBuilder builder =
                new ProcessBuilder(guarded).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.to(log));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Path pidFile = folder.pidFile(name);
            Files.writeString(
                    pidFile, process.pid() + " " + startOf(process.toHandle()).toEpochMilli());
            return new GuardedProcess(name, process, log.toPath(), pidFile);
        } catch (IOException e) {
            throw new LocalStackException("The process of " + name + " cannot be started: " + command.getFirst(), e);
        }
    }

    /** Ends the process that a pid file names, with its children, if it is still the one that the file was written for. */
    static void endLeftOver(Path pidFile) {
        try {
            String[] pidAndStart = Files.readString(pidFile).split(" ", -1);
            Instant start = Instant.ofEpochMilli(Long.parseLong(pidAndStart[1]));
            ProcessHandle.of(Long.parseLong(pidAndStart[0]))
                    .filter(handle ->
                            Duration.between(start, startOf(handle)).abs().compareTo(START_TIME_TOLERANCE) < 0)
                    .ifPresent(GuardedProcess::endTree);
            Files.delete(pidFile);
        } catch (NoSuchFileException e) {
            // The usual case: the last stack closed in good order, or there was none.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant startOf(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }

    private static void endTree(ProcessHandle handle) {
        // Taken first: who ends a parent no longer finds its children.
        List<ProcessHandle> tree =
                Stream.concat(Stream.of(handle), handle.descendants()).toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        long limit = System.nanoTime() + KILL_LIMIT.toNanos();
        while (!tree.stream().allMatch(GuardedProcess::gone)) {
            if (System.nanoTime() > limit || Thread.currentThread().isInterrupted()) {
                throw new LocalStackException("Process " + handle.pid() + " does not end, not even when killed");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** A dead process that nobody has reaped still counts as alive, but has no command any more. */
    private static boolean gone(ProcessHandle handle) {
        return !handle.isAlive() || handle.info().command().isEmpty();
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /**
     * Sends a signal, as {@code kill} names it, waits for the end, and kills what does not end within the time.
     *
     * @return whether the signal was enough
     */
    boolean end(String signal, Duration patience) {
        try {
            boolean wasAlive = process.isAlive();
            if (wasAlive) {
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
            boolean ended = process.waitFor(patience);
            if (!ended) {
                kill();
            }
            Files.deleteIfExists(pidFile);
            return wasAlive && ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while stopping " + name, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and its children as {@code kill -9} does, and returns when they are gone. */
    void kill() {
        endTree(process.toHandle());
        process.onExit().join();
    }

    /** {@return a failure that says how the process ended or that it hangs, with the last lines of its log} */
    LocalStackException failure(String what) {
        String state = process.isAlive() ? "is still running" : "ended with exit code " + process.exitValue();
        return new LocalStackException(
                "%s: %s; its process %s. The last lines of %s:%n%s".formatted(name, what, state, log, lastLines()));
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - QUOTED_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e.getMessage() + ")";
        }
    }
}
