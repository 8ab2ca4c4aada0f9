package dev.dateline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What deploy/prometheus and deploy/grafana promise, without a pipeline; that their metrics exist, PipelineFaultsIT tells. */
class MonitoringTest {

    private final JsonNode rules = yaml("deploy/prometheus/alerts.yml").at("/groups/0/rules");

    @Test
    void everyAlertLeadsToASectionOfTheRunbookAndEverySectionBelongsToOne() {
        Set<String> sections = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE)
                .matcher(Sources.read("docs/runbook.md"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(rules).isNotEmpty();
        for (JsonNode rule : rules) {
            String name = rule.path("alert").asText();
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(rule.at("/annotations/summary").asText()).as(name).isNotEmpty();
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
        }
        assertThat(rules.findValuesAsText("alert")).containsExactlyInAnyOrderElementsOf(sections);
    }

    @Test
    void promtoolAcceptsTheRulesAndTheirTests(@TempDir Path scratch) throws IOException, InterruptedException {
        assumeTrue(
                Shell.succeeds(List.of("promtool"), "--version"),
                "skipped: promtool is not here (Debian: apt-get install prometheus)");
        for (List<String> check : List.of(
                List.of("promtool", "check", "rules", path("alerts.yml")),
                List.of("promtool", "test", "rules", path("alerts.test.yml")),
                List.of("promtool", "check", "config", "--syntax-only", path("prometheus.yml")))) {
            Shell.Result result = Shell.run(scratch, Map.of(), check);
            assertThat(result.status()).as(result.output()).isZero();
        }
    }

    @Test
    void prometheusAsksEachServiceOfTheComposeFileAtItsPort() {
        JsonNode services = yaml("docker-compose.yml").path("services");

        assertThat(yaml("deploy/prometheus/prometheus.yml").at("/scrape_configs/0/static_configs/0/targets"))
                .extracting(JsonNode::asText)
                .allSatisfy(target -> {
                    assertThat(target).endsWith(":8080");
                    assertThat(services.has(target.replace(":8080", ""))).isTrue();
                })
                .hasSize(3);
    }

    @Test
    void everyPanelAsksTheDataSourceThatIsProvisioned() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Sources.read("deploy/grafana/dashboards/dateline.json"));
        String uid = yaml("deploy/grafana/provisioning/datasources/prometheus.yml")
                .at("/datasources/0/uid")
                .asText();

        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo(uid);
            assertThat(panel.path("targets")).isNotEmpty();
        });
        assertThat(dashboard.findValues("uid")).extracting(JsonNode::asText).containsOnly(uid);
    }

    private static String path(String file) {
        return Sources.path("deploy/prometheus/" + file).toString();
    }

    private static JsonNode yaml(String file) {
        return new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(Sources.read(file)));
    }
}
