package dev.dateline.cli.flashpoints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.cli.page.PageApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and changes the flashpoints of a running pipeline. */
@Command(
        name = "flashpoints",
        synopsisSubcommandLabel = "list | get ID | put FILE | preview FILE | delete ID",
        description = {
            "Show and change the flashpoints of a running pipeline; a change is in force within a second.",
            "Exit code 0: done. 1: refused, with the reason, or not reached."
        })
public final class FlashpointsCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLLECTION = "/v1/flashpoints";

    @Spec
    private CommandSpec spec;

    @Mixin
    private final PageApi page = new PageApi();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, get, put, preview or delete");
    }

    @Command(name = "list", description = "every flashpoint: id, version, who defined it, name")
    int list() throws IOException {
        for (JsonNode item : JSON.readTree(page.ask("GET", COLLECTION, "")).path("items")) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%-24s %4d  %-8s  %s%n",
                            item.at("/definition/id").asText(),
                            item.at("/definition/version").asInt(),
                            item.path("origin").asText(),
                            item.at("/definition/name").asText());
        }
        return 0;
    }

    @Command(name = "get", description = "the definition of one, to be changed and put back")
    int get(@Parameters(paramLabel = "ID") String id) throws IOException {
        spec.commandLine().getOut().println(pretty(page.ask("GET", COLLECTION + "/" + id, "")));
        return 0;
    }

    @Command(name = "put", description = "define the flashpoint of a file; its version must be the newest one")
    int put(@Parameters(paramLabel = "FILE") Path file) throws IOException {
        String definition = Files.readString(file);
        JsonNode answer = JSON.readTree(page.ask("PUT", COLLECTION + "/" + id(definition), definition));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is in force with version %d%n",
                        answer.path("id").asText(), answer.path("version").asInt());
        return 0;
    }

    @Command(name = "preview", description = "what the definition of a file would change in the articles of 24 hours")
    int preview(@Parameters(paramLabel = "FILE") Path file) throws IOException {
        String definition = Files.readString(file);
        spec.commandLine()
                .getOut()
                .println(pretty(page.ask("POST", COLLECTION + "/" + id(definition) + "/preview", definition)));
        return 0;
    }

    @Command(name = "delete", description = "retire a flashpoint")
    int delete(@Parameters(paramLabel = "ID") String id) throws IOException {
        page.ask("DELETE", COLLECTION + "/" + id, "");
        spec.commandLine().getOut().println(id + " is retired");
        return 0;
    }

    /** The id that the address needs; what else is wrong with the text is told by the service. */
    private static String id(String definition) throws IOException {
        try {
            String id = JSON.readTree(definition).path("id").asText();
            if (id.matches("[A-Za-z0-9-]+")) {
                return id;
            }
        } catch (JsonProcessingException e) {
            throw new IOException("the file is not JSON: " + e.getMessage(), e);
        }
        throw new IOException("the file has no \"id\" of letters, digits and hyphens");
    }

    private static String pretty(String json) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json));
    }
}
