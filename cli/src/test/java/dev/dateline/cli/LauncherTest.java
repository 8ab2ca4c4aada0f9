package dev.dateline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell scripts, on machines made up of folders with fake JDKs and a fake Maven. */
class LauncherTest {

    @TempDir
    Path machine;

    private Path jdks;
    private Path bin;

    @BeforeEach
    void emptyMachine() throws IOException {
        jdks = Files.createDirectories(machine.resolve("jdks of mine"));
        bin = Files.createDirectories(machine.resolve("bin"));
    }

    @Test
    void theJdkOfJavaHomeIsTakenWhereItIsNewEnough() throws Exception {
        jdk("a", "25.0.1");
        Path home = jdk("b", "26");

        assertThat(findJdk(home.toString())).isEqualTo(found(home));
    }

    @Test
    void aJavaHomeThatIsTooOldDoesNotHideANewerJdk() throws Exception {
        Path home = jdk("newer", "25.0.1");

        assertThat(findJdk(jdk("older", "17.0.15").toString())).isEqualTo(found(home));
    }

    @Test
    void theJdkOfTheJavaOnThePathComesBeforeThoseInTheUsualFolders() throws Exception {
        jdk("a", "25");
        Path home = jdkIn(machine.resolve("elsewhere"), "27.0.2");
        Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));

        assertThat(findJdk("")).isEqualTo(found(home.toRealPath()));
    }

    @Test
    void theLowestVersionThatWillDoIsTakenFromTheUsualFolders() throws Exception {
        jdk("one", "27");
        jdk("two", "1.8.0_402");
        Path home = jdk("three", "25.0.3");
        jdk("four", "26-ea");

        assertThat(findJdk("")).isEqualTo(found(home));
    }

    @Test
    void aJdkBundleOfMacOsIsFound() throws Exception {
        Path home = jdkIn(jdks.resolve("temurin-25.jdk/Contents/Home"), "25.0.1");

        assertThat(findJdk("")).isEqualTo(found(home));
    }

    @Test
    void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
        Files.delete(jdk("jre", "25").resolve("bin/javac"));

        assertThat(findJdk("").status()).isEqualTo(2);
    }

    @Test
    void whereNoJdkWillDoOneLineSaysSo() throws Exception {
        jdk("old", "21.0.4");

        assertThat(findJdk(""))
                .isEqualTo(new Shell.Result(
                        2, "test: found no JDK 25 or newer; install one, or set JAVA_HOME to its folder\n"));
    }

    @Test
    void mavenRunsOnTheJdkThatWasFoundAndGetsTheArguments() throws Exception {
        Path home = jdk("good", "25");
        maven("3.9.9");

        assertThat(mvnw("-q", "a b")).isEqualTo(new Shell.Result(0, home + " -q a b\n"));
    }

    @Test
    void aMavenThatIsTooOldIsNamedWithItsVersion() throws Exception {
        jdk("good", "25");
        maven("3.8.5");

        assertThat(mvnw())
                .isEqualTo(new Shell.Result(
                        2, "mvnw: " + bin.resolve("mvn") + " is Maven 3.8.5; 3.8.6 or newer is needed\n"));
    }

    @Test
    void aMavenOfTwoDigitsIsNotTakenForAnOlderOne() throws Exception {
        jdk("good", "25");
        maven("3.10.0");

        assertThat(mvnw().status()).isZero();
    }

    @Test
    void whereThereIsNoMavenOneLineSaysSo() throws Exception {
        jdk("good", "25");

        assertThat(mvnw())
                .isEqualTo(new Shell.Result(
                        2,
                        "mvnw: found no Maven; install 3.8.6 or newer, and put its mvn on PATH or set MAVEN_HOME\n"));
    }

    @Test
    void theHealthCheckOfTheImagesGoesByTheStatusOfTheAnswer() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] why = "database: away".getBytes(StandardCharsets.UTF_8);
        server.createContext("/good", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/bad", exchange -> {
            exchange.sendResponseHeaders(503, why.length);
            exchange.getResponseBody().write(why);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertThat(healthy(port, "/good")).isEqualTo(new Shell.Result(0, ""));
            assertThat(healthy(port, "/bad").status()).isEqualTo(1);
            assertThat(healthy(port, "/bad").output()).contains("503").endsWith("database: away\n");
        } finally {
            server.stop(0);
        }
        assertThat(healthy(port, "/good").status()).isEqualTo(1);
    }

    private Shell.Result healthy(int port, String path) throws Exception {
        return Shell.run(
                machine,
                Map.of(),
                List.of("bash", Sources.path("deploy/healthy").toString(), Integer.toString(port), path));
    }

    private Shell.Result findJdk(String javaHome) throws Exception {
        String script = ". '" + Sources.path(".mvn/find-jdk.sh") + "' && require_jdk test && echo \"$JAVA_HOME\"";
        return Shell.run(machine, environment(javaHome), List.of("/bin/sh", "-euc", script));
    }

    private static Shell.Result found(Path home) {
        return new Shell.Result(0, home + "\n");
    }

    private Shell.Result mvnw(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", Sources.path("mvnw").toString()));
        command.addAll(List.of(arguments));
        return Shell.run(machine, environment(""), command);
    }

    /** Nothing of the real machine but the programs that the scripts call, linked into the fake one's bin. */
    private Map<String, String> environment(String javaHome) throws IOException {
        for (String program : List.of("sed", "readlink", "dirname", "sort", "head", "sh")) {
            Path link = bin.resolve(program);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, realProgram(program));
            }
        }
        return Map.of("JAVA_HOME", javaHome, "JDK_FOLDERS", jdks.toString(), "MAVEN_HOME", "", "PATH", bin.toString());
    }

    private static Path realProgram(String name) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Path jdk(String folder, String version) throws IOException {
        return jdkIn(jdks.resolve(folder), version);
    }

    private static Path jdkIn(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), "exit 1");
        executable(home.resolve("bin/javac"), "exit 1");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void maven(String version) throws IOException {
        executable(bin.resolve("mvn"), """
                if [ "$*" = "--batch-mode --version" ]; then
                    printf '\\033[1mApache Maven %s (abc)\\033[m\\n' '%s'
                else
                    echo "$JAVA_HOME $*"
                fi""".formatted("%s", version));
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
