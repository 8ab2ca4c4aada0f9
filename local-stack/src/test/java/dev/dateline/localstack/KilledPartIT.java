package dev.dateline.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class KilledPartIT {

    private static final Logger LOG = LoggerFactory.getLogger(KilledPartIT.class);

    @TempDir
    private static Path folder;

    private static LocalStack stack;
    private static Contents contents;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStackConfig.in(folder).withBrokerProcess().withProgress(LOG::info));
        contents = new Contents(stack);
    }

    @AfterAll
    static void close() {
        stack.close();
    }

    @Test
    void aKilledBrokerKeepsWhatItAcknowledgedAndIsBackAtTheSameAddress() throws Exception {
        contents.createTopic("kept");
        contents.produce("kept", 1000);

        stack.kafka().kill();
        assertThat(stack.kafka().running()).isFalse();
        Duration back = timed(stack.kafka()::restart);

        assertThat(contents.committed("kept")).hasSize(1000).endsWith("record 999");
        contents.produce("kept", 1);
        assertThat(contents.committed("kept")).hasSize(1001);
        assertThat(back).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void killedPostgresKeepsCommittedRows() throws Exception {
        contents.execute("CREATE TABLE kept (n INT)");
        contents.execute("INSERT INTO kept SELECT generate_series(1, 1000)");

        stack.postgres().kill();
        assertThat(stack.postgres().running()).isFalse();
        timed(stack.postgres()::restart);

        assertThat(contents.query("SELECT count(*) FROM kept")).isEqualTo("1000");
    }

    @Test
    void aKilledRegistryKeepsASchemaThatItHasJustAnswered() throws Exception {
        String answer = contents.register("kept", Contents.ONE_FIELD).body();

        stack.registry().kill();
        assertThat(stack.registry().running()).isFalse();
        timed(stack.registry()::restart);

        assertThat(contents.register("kept", Contents.ONE_FIELD).body()).isEqualTo(answer);
        assertThat(contents.register("kept", Contents.ANOTHER_TYPE).statusCode())
                .isEqualTo(409);
    }

    @Test
    void aSecondStackOnTheFolderIsToldWhoHoldsIt() {
        assertThatExceptionOfType(DataFolderInUseException.class)
                .isThrownBy(() -> LocalStack.start(LocalStackConfig.in(folder)))
                .withMessageContaining(folder.toString())
                .withMessageContaining("in use by this process");
    }

    private static Duration timed(Runnable restart) {
        Instant begin = Instant.now();
        restart.run();
        Duration taken = Duration.between(begin, Instant.now());
        LOG.info("Restarted after a kill in {} ms", taken.toMillis());
        return taken;
    }
}
