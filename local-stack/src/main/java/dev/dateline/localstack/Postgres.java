package dev.dateline.localstack;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a process of its own, with fsync and synchronous_commit on. */
public final class Postgres implements Part {

    private static final String NAME = "postgres";
    private static final String DATABASE = "dateline";
    private static final String USER = "dateline";
    private static final String PASSWORD = "dateline";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DataFolder folder;
    private final int port;
    private @Nullable GuardedProcess process;

    Postgres(DataFolder folder, int wantedPort) {
        this.folder = folder;
        this.port = Ports.choose(NAME, wantedPort);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    /** {@return the JDBC address of the database {@code dateline}} */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** {@return the superuser of this instance} */
    public String user() {
        return USER;
    }

    /** {@return the superuser's password, the same everywhere: nobody but this machine reaches the instance} */
    public String password() {
        return PASSWORD;
    }

    synchronized void start() {
        Path programs = PostgresBinaries.unpack(ProgramFolder.forDerived(folder.of(NAME)));
        Path data = folder.of(NAME).resolve("data");
        if (!Files.exists(data)) {
            initialise(programs, data);
        }
        dropStalePidFile(data.resolve("postmaster.pid"));
        GuardedProcess started = GuardedProcess.start(
                NAME, folder, "QUIT", Map.of("TZ", "UTC", "LC_ALL", "C"), serverCommand(programs, data));
        process = started;
        Readiness.await(started, this::answers);
    }

    /** After a kill the pid in the file may by now be another program's, which PostgreSQL would take for a running server. */
    private static void dropStalePidFile(Path file) {
        try {
            long pid = Long.parseLong(Files.readAllLines(file).getFirst());
            boolean served = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
            if (!served) {
                Files.delete(file);
            }
        } catch (NoSuchFileException e) {
            // The usual case: PostgreSQL ended in good order, or never ran.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return true;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
            return true;
        }
    }

    private List<String> serverCommand(Path programs, Path data) {
        List<String> command = unprivileged();
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", data.toString()));
        Map<String, String> settings = Map.ofEntries(
                Map.entry("listen_addresses", Ports.HOST),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("shared_buffers", sharedMegabytes() + "MB"),
                // What is read lies in the system's cache: to have another process read it takes longer.
                Map.entry("io_method", "sync"),
                Map.entry("max_connections", "100"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"));
        settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return command;
    }

    /** What PostgreSQL keeps of its own tables: an eighth of the machine's memory, 64 MB to 4 GB; it is taken as it is filled. */
    private static long sharedMegabytes() {
        long machine = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return Math.clamp(machine / 8 >> 20, 64, 4096);
    }

    /** Makes the instance beside its final place, so that an interrupted start leaves no half of one. */
    private void initialise(Path programs, Path data) {
        Path root = data.resolveSibling("initialising");
        Path password = folder.of(NAME).resolve("password");
        try {
            FileTree.delete(root);
            Files.writeString(password, PASSWORD);
            List<String> command = unprivileged();
            command.addAll(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata=" + root,
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C"));
            Path log = folder.log("initdb");
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new LocalStackException(
                        "postgres: initdb ended with exit code " + exit + ": " + Files.readString(log));
            }
            Files.delete(password);
            Files.move(root, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalStackException("postgres: no data directory could be made in " + data, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while making the data directory of PostgreSQL", e);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and still owns its files. */
    private static List<String> unprivileged() {
        boolean root = System.getProperty("user.name").equals("root");
        return root ? new ArrayList<>(List.of("unshare", "--user")) : new ArrayList<>();
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, PASSWORD);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://" + Ports.HOST + ":" + port + "/" + database;
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            // INT asks for PostgreSQL's "fast" shutdown: it ends open sessions, writes a checkpoint and goes.
            process.end("INT", PATIENCE);
            process = null;
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized void restart() {
        stop();
        start();
    }

    @Override
    public synchronized boolean running() {
        return process != null && process.alive();
    }
}
