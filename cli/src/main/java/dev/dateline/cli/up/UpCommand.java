package dev.dateline.cli.up;

import dev.dateline.runtime.lifecycle.ServiceMain;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything until it is asked to stop. */
@Command(
        name = "up",
        description = {
            "Run everything on this machine: broker, registry, PostgreSQL and the three services, on 127.0.0.1.",
            "Says where each part is, a name and an address a line, and last `ready` with the address of the page.",
            "Goes on where it stopped; Ctrl-C stops it."
        })
public final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", defaultValue = ".dateline", description = "data folder (default: ${DEFAULT-VALUE})")
    private Path data;

    @Option(
            names = "--ports-from",
            defaultValue = "7700",
            description = {
                "first of six ports: page, ingest, enrich (health and metrics), kafka, registry, postgres; a port that"
                        + " is",
                "taken is replaced by a free one; 0: free ports (default: ${DEFAULT-VALUE})"
            })
    private int portsFrom;

    @Option(names = "--no-samples", description = "leave an empty store empty")
    private boolean noSamples;

    @Option(names = "--feeds", paramLabel = "FILE", description = "a list of feeds to fetch, YAML; see the README")
    private @Nullable Path feeds;

    @Option(names = "--keys", paramLabel = "FILE", description = "let in only who has a key of this file")
    private @Nullable Path keys;

    @Option(
            names = "--ingest-host",
            defaultValue = "127.0.0.1",
            description =
                    "address that ingest listens on; one that others reach needs --keys (default: ${DEFAULT-VALUE})")
    private String ingestHost;

    @Override
    public Integer call() {
        UpOptions options = new UpOptions(
                data, portsFrom, !noSamples, Optional.ofNullable(feeds), Optional.ofNullable(keys), ingestHost);
        return ServiceMain.run(
                "dateline",
                new String[0],
                settings -> LocalPipeline.start(options, spec.commandLine().getOut()::println));
    }
}
