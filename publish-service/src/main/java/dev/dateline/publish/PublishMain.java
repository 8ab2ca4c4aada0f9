package dev.dateline.publish;

import dev.dateline.runtime.lifecycle.ServiceMain;

/** Runs publish-service as a process. */
public final class PublishMain {

    private PublishMain() {}

    /** Takes {@code --config FILE}, or settings from the environment alone. */
    public static void main(String[] args) {
        System.exit(ServiceMain.run(
                "publish-service", args, settings -> PublishService.start(PublishConfig.read(settings))));
    }
}
