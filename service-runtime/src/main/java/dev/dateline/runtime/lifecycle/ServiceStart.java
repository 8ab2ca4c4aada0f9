package dev.dateline.runtime.lifecycle;

import dev.dateline.runtime.config.Settings;

/** Starts a service; on failure, everything it opened is closed again. */
@FunctionalInterface
public interface ServiceStart {

    /**
     * Starts the service.
     *
     * @throws InterruptedException if the process is asked to stop during the start
     * @throws Exception if the service cannot start
     */
    RunningService start(Settings settings) throws Exception;
}
