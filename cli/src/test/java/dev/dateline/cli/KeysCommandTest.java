package dev.dateline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.runtime.keys.KeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aKeyIsShownOnceAndItsFileHoldsOnlyItsHashAndIsForItsOwnerAlone() throws IOException {
        String key = run(0, "add", "--feed", "wire-*", "--name", "The wires").strip();

        assertThat(key).matches("dl_[a-z2-9]{10}_[A-Za-z0-9_-]{27}");
        assertThat(Files.readString(file())).doesNotContain(key).contains("sha256", "The wires");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(run(0, "list"))
                .contains(id(key), "valid", "wire-*", "The wires")
                .doesNotContain(key);
    }

    @Test
    void aRotatedKeyHasTwoSecretsAndARevokedOneNone() throws IOException {
        String key = run(0, "add", "--feed", "desk").strip();
        String next = run(0, "rotate", id(key), "--overlap", "1h").strip();

        assertThat(id(next)).isEqualTo(id(key));
        assertThat(next).isNotEqualTo(key);
        assertThat(run(0, "list")).contains("rotating");
        run(0, "revoke", id(key));
        assertThat(run(0, "list")).contains("revoked");
        run(2, "rotate", id(key));
    }

    @Test
    void aSigningSecretHasTheFormOfStandardWebhooks() throws IOException {
        assertThat(run(0, "add", "--feed", "desk", "--signing")).startsWith("whsec_");
        assertThat(KeyFile.read(file()).keys().getFirst().secrets()).isEmpty();
    }

    @Test
    void aKeySaysWhatItMayDo() throws IOException {
        run(0, "add", "--feed", "desk", "--read");
        run(0, "add", "--operator");

        assertThat(run(0, "list").lines().map(line -> line.replaceFirst(".*bearer +", "")))
                .containsExactly("push:desk,read", "operate");
        assertThat(Files.readString(file())).contains("\"scopes\" : [ \"push:desk\", \"read\" ]");
    }

    @Test
    void aFileOfKeysThatCouldOnlyPushIsStillRead() throws IOException {
        String key = run(0, "add", "--feed", "desk", "--operator").strip();
        Files.writeString(
                file(),
                Files.readString(file())
                        .replaceFirst("\"scopes\" : \\[[^]]*]", "\"feeds\": [\"desk\"], \"operator\": true"));

        assertThat(run(0, "list")).contains(id(key), "push:desk,operate");
    }

    @Test
    void aKeyThatMayDoNothingOrHasABadScopeIsNotMade() {
        run(2, "add");
        run(2, "add", "--feed", "No Feed");
        run(2, "add", "--feed", "a*b");
        assertThat(file()).doesNotExist();
    }

    private Path file() {
        return folder.resolve("keys.json");
    }

    private static String id(String key) {
        return key.split("_", 3)[1];
    }

    private String run(int exitCode, String command, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = Dateline.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(new StringWriter()));
        String[] all = new String[arguments.length + 4];
        all[0] = "keys";
        all[1] = command;
        all[2] = "--file";
        all[3] = file().toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        assertThat(line.execute(all)).isEqualTo(exitCode);
        return out.toString();
    }
}
