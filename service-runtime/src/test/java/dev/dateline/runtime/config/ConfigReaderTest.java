package dev.dateline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

    private record Sample(
            String name, Optional<String> note, int size, boolean open, Duration pause, Optional<Secret> password) {

        private Sample {
            if (name.equals("nobody")) {
                throw new IllegalArgumentException("name must be somebody");
            }
        }

        private static Sample read(Settings settings) {
            ConfigReader reader = new ConfigReader(settings);
            String name = reader.text("name", "anyone");
            Optional<String> note = reader.optionalText("note");
            int size = reader.integer("size", 3, 1, 10);
            boolean open = reader.bool("open", true);
            Duration pause = reader.duration("pause", Duration.ofSeconds(5));
            Optional<Secret> password = reader.secret("password");
            return reader.finish(() -> new Sample(name, note, size, open, pause, password));
        }
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        assertThat(Sample.read(Settings.empty()))
                .isEqualTo(new Sample("anyone", Optional.empty(), 3, true, Duration.ofSeconds(5), Optional.empty()));
    }

    @Test
    void everyKeyReachesItsPart() {
        Settings settings = Settings.of(Map.of(
                "name", "ingest", "note", "a b", "size", "10", "open", "false", "pause", "250ms", "password", "pw"));

        assertThat(Sample.read(settings))
                .isEqualTo(new Sample(
                        "ingest",
                        Optional.of("a b"),
                        10,
                        false,
                        Duration.ofMillis(250),
                        Optional.of(new Secret("pw"))));
    }

    @Test
    void blankCountsAsNotSetAndSpaceAroundIsNoPart() {
        assertThat(Sample.read(Settings.of(Map.of("name", "  ", "size", " 4 "))))
                .extracting(Sample::name, Sample::size)
                .containsExactly("anyone", 4);
    }

    @Test
    void allProblemsAreReportedTogether() {
        Settings settings = Settings.of(Map.of("size", "11", "open", "yes", "pause", "0s", "sise", "4"));

        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> Sample.read(settings));

        assertThat(failure.problems())
                .containsExactlyInAnyOrder(
                        "size (caller) must be a whole number from 1 to 10, not '11'",
                        "open (caller) must be true or false, not 'yes'",
                        "pause (caller) must be a time span longer than none, as 250ms, 30s, 15m, 24h or PT15M, not '0s'",
                        "sise (caller) is no setting of this service");
        assertThat(failure.getMessage()).contains(failure.problems());
    }

    @Test
    void aMissingTextIsAProblem() {
        ConfigReader reader = new ConfigReader(Settings.empty());
        reader.text("kafka.bootstrap.servers");

        assertThatThrownBy(() -> reader.finish(() -> "unused")).hasMessage("kafka.bootstrap.servers is missing");
    }

    @Test
    void whatTheRecordItselfRefusesIsAProblem() {
        assertThatThrownBy(() -> Sample.read(Settings.of(Map.of("name", "nobody"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("name must be somebody");
    }

    @Test
    void timeSpansAreReadInEveryForm() {
        Map<String, Duration> forms = Map.of(
                "250ms", Duration.ofMillis(250),
                "30s", Duration.ofSeconds(30),
                "15m", Duration.ofMinutes(15),
                "24h", Duration.ofHours(24),
                "30d", Duration.ofDays(30),
                "PT1H30M", Duration.ofMinutes(90));
        forms.forEach((text, expected) -> assertThat(
                        Sample.read(Settings.of(Map.of("pause", text))).pause())
                .isEqualTo(expected));
    }

    @Test
    void aTimeSpanBeyondAllMeasureIsAProblemAndNoCrash() {
        assertThatThrownBy(() -> Sample.read(Settings.of(Map.of("pause", "999999999999d"))))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void passedThroughSettingsAreKnownWhateverTheyAreCalled() {
        ConfigReader reader = new ConfigReader(Settings.of(Map.of("kafka.a.b", "1", "kafka.c", " x ")));

        Map<String, String> passed = reader.under("kafka.");

        assertThat(reader.finish(() -> passed)).isEqualTo(Map.of("a.b", "1", "c", " x "));
    }

    @Test
    void theCallerWinsOverTheEnvironmentAndTheEnvironmentOverTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("sample.properties"), "name=file\nnote=file\nsize=9\n");

        Settings settings = Settings.empty()
                .withFile(file)
                .withEnvironment(Map.of("DATELINE_NAME", "environment", "DATELINE_NOTE", "environment", "PATH", "/"))
                .with(Map.of("name", "caller"));

        assertThat(Sample.read(settings))
                .extracting(Sample::name, Sample::note, Sample::size)
                .containsExactly("caller", Optional.of("environment"), 9);
    }

    @Test
    void aProblemNamesThePlaceToMend(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("sample.properties"), "open=maybe\n");
        Settings settings = Settings.empty().withFile(file).withEnvironment(Map.of("DATELINE_SIZE", "many"));

        assertThatThrownBy(() -> Sample.read(settings))
                .hasMessageContaining("size (environment DATELINE_SIZE) must be")
                .hasMessageContaining("open (" + file + ") must be");
    }

    @Test
    void anUnknownNameInTheEnvironmentIsNotTheOperatorsMistake() {
        Settings settings = Settings.empty()
                .withEnvironment(Map.of("DATELINE_INGEST_SERVICE_HOST", "10.0.0.1", "DATELINE_LOG_LEVEL", "DEBUG"));

        assertThat(Sample.read(settings).name()).isEqualTo("anyone");
    }

    @Test
    void aFileThatIsNotThereIsAProblem(@TempDir Path folder) {
        Path missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> Settings.empty().withFile(missing))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void aSecretComesFromAFileAndIsNeverPrinted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");

        Sample sample = Sample.read(Settings.of(Map.of("password.file", file.toString())));

        assertThat(sample.password()).contains(new Secret("s3cret"));
        assertThat(sample.toString()).contains("[hidden]").doesNotContain("s3cret");
    }

    @Test
    void aSecretSetTwiceIsAProblemThatDoesNotTellIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "one");

        assertThatThrownBy(() -> Sample.read(Settings.of(Map.of("password", "two", "password.file", file.toString()))))
                .hasMessageContaining("set twice")
                .hasMessageNotContainingAny("two,", "one");
    }

    @Test
    void settingsPrintTheirKeysAlone() {
        assertThat(Settings.of(Map.of("password", "s3cret"))).hasToString("Settings[password]");
    }
}
