package dev.dateline.enrich;

import dev.dateline.runtime.lifecycle.ServiceMain;

/** The enrich service as a process of its own. */
public final class EnrichMain {

    private EnrichMain() {}

    /** Runs until it is asked to stop; arguments and exit codes are those of {@link ServiceMain}. */
    public static void main(String[] args) {
        System.exit(ServiceMain.run("enrich", args, settings -> EnrichService.start(EnrichConfig.read(settings))));
    }
}
