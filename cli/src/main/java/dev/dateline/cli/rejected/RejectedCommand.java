package dev.dateline.cli.rejected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.cli.page.PageApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what a running pipeline refused, and sends it on its way again. */
@Command(
        name = "rejected",
        synopsisSubcommandLabel = "list | replay",
        description = {
            "Show what a running pipeline refused, by cause, and send it on its way again.",
            "Exit code 0: done. 1: refused, with the reason, or not reached; of a replay also: some came back."
        })
public final class RejectedCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 500;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final PageApi page = new PageApi();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list or replay");
    }

    @Command(name = "list", description = "all that is kept, by cause, the most frequent first")
    int list() throws IOException {
        for (JsonNode cause : JSON.readTree(page.ask("GET", "/v1/rejected/causes?bytes=0", ""))
                .path("items")) {
            out().printf(
                            "%7d  %-8s %-28s %-20s last %s  %s%n",
                            cause.path("count").asLong(),
                            cause.path("stage").asText(),
                            cause.path("reason").asText(),
                            cause.path("feed").asText("-"),
                            cause.path("last").asText(),
                            cause.path("id").asText());
        }
        out().flush();
        return 0;
    }

    @Command(name = "replay", description = "send refused records to where the stage that refused them reads")
    int replay(
            @Option(
                            names = "--id",
                            paramLabel = "TOPIC:PARTITION:OFFSET",
                            description = "this record; may stand several times")
                    @Nullable
                    List<String> ids,
            @Option(names = "--cause", paramLabel = "ID", description = "those of a cause, as list names it") @Nullable
                    String cause,
            @Option(names = "--stage", description = "those that this stage refused") @Nullable String stage,
            @Option(names = "--reason", description = "those that were refused for this reason") @Nullable
                    String reason,
            @Option(names = "--feed", description = "those of this feed") @Nullable String feed,
            @Option(names = "--since", paramLabel = "INSTANT", description = "those refused then or later") @Nullable
                    String since,
            @Option(names = "--until", paramLabel = "INSTANT", description = "those refused before then") @Nullable
                    String until,
            @Option(names = "--all", description = "all that are kept") boolean all,
            @Option(names = "--dry-run", description = "only say what would be done") boolean dryRun,
            @Option(
                            names = "--rate",
                            defaultValue = "50",
                            description = "records a second at most (default: ${DEFAULT-VALUE})")
                    int rate,
            @Option(names = "--force", description = "also what was replayed before, or came back too often")
                    boolean force)
            throws IOException, InterruptedException {
        ObjectNode asked =
                JSON.createObjectNode().put("all", all).put("rate", rate).put("force", force);
        if (ids != null) {
            ids.forEach(asked.putArray("ids")::add);
        }
        put(asked, "cause", cause);
        put(asked, "stage", stage);
        put(asked, "reason", reason);
        put(asked, "feed", feed);
        put(asked, "since", since);
        put(asked, "until", until);
        tell(JSON.readTree(
                page.ask("POST", "/v1/replays", asked.put("dryRun", true).toString())));
        if (dryRun) {
            return 0;
        }
        JsonNode replay = JSON.readTree(
                page.ask("POST", "/v1/replays", asked.put("dryRun", false).toString()));
        String trouble = "";
        while (replay.path("state").asText().equals("running")) {
            if (!replay.path("trouble").asText("").equals(trouble)) {
                trouble = replay.path("trouble").asText("");
                out().println(trouble.isEmpty() ? "it goes on" : "it waits: " + trouble);
                out().flush();
            }
            Thread.sleep(LOOK_MILLIS);
            replay = JSON.readTree(
                    page.ask("GET", "/v1/replays/" + replay.path("id").asText(), ""));
        }
        out().printf(
                        "%s: sent %d, came back %d, passed over %d%n",
                        replay.path("state").asText(),
                        replay.path("sent").asLong(),
                        replay.path("refused").asLong(),
                        replay.path("skipped").asLong());
        for (JsonNode one : replay.path("troubles")) {
            out().printf(
                            "  %s %s: %s %s%n",
                            one.path("id").asText(),
                            one.path("state").asText(),
                            one.path("reason").asText(),
                            one.path("detail").asText(""));
        }
        out().flush();
        return replay.path("refused").asLong() == 0 ? 0 : 1;
    }

    private static void put(ObjectNode asked, String field, @Nullable String value) {
        if (value != null) {
            asked.put(field, value);
        }
    }

    private void tell(JsonNode plan) {
        out().printf(
                        "%d of %d records are sent%n",
                        plan.path("send").asLong(), plan.path("matched").asLong());
        for (JsonNode target : plan.path("targets")) {
            out().printf(
                            "  %d of %s to %s%n",
                            target.path("count").asLong(),
                            target.path("feed").asText(),
                            target.path("where").asText());
        }
        for (JsonNode skip : plan.path("skipped")) {
            out().printf(
                            "  %d passed over: %s%n",
                            skip.path("count").asLong(), skip.path("detail").asText());
        }
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
