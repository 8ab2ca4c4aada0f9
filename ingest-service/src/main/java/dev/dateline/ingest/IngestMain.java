package dev.dateline.ingest;

import dev.dateline.runtime.lifecycle.ServiceMain;

/** The process of the ingest service. */
public final class IngestMain {

    private IngestMain() {}

    /** Runs it with {@code --config FILE}, the environment, or both. */
    public static void main(String[] args) {
        System.exit(ServiceMain.run("ingest", args, settings -> IngestService.start(IngestConfig.read(settings))));
    }
}
