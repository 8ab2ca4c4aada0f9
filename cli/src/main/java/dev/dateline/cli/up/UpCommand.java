package dev.dateline.cli.up;

import dev.dateline.runtime.lifecycle.ServiceMain;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
                "first of six ports: page, ingest, enrich (health and metrics), kafka, registry, postgres; a port that is",
                "taken is replaced by a free one; 0: free ports (default: ${DEFAULT-VALUE})"
            })
    private int portsFrom;

    @Option(names = "--no-samples", description = "leave an empty store empty")
    private boolean noSamples;

    @Override
    public Integer call() {
        UpOptions options = new UpOptions(data, portsFrom, !noSamples);
        return ServiceMain.run(
                "dateline",
                new String[0],
                settings -> LocalPipeline.start(options, spec.commandLine().getOut()::println));
    }
}
