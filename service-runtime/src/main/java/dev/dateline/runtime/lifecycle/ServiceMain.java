package dev.dateline.runtime.lifecycle;

import dev.dateline.runtime.config.ConfigException;
import dev.dateline.runtime.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service process: read settings, start, wait, close. Starting and closing both happen on the thread that
 * called {@link #run}; a signal to stop only interrupts it.
 */
public final class ServiceMain {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    /** The exit code of a process that was asked to stop and did. */
    private static final int STOPPED = 0;

    /** The exit code of a process that could not start, go on or close. */
    private static final int FAILED = 1;

    /** How long a stop may take before the process ends all the same: below the 30 s after which Kubernetes kills. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);

    private final String name;
    private final Thread runner = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile int exitCode = FAILED;

    private ServiceMain(String name) {
        this.name = name;
    }

    /**
     * Runs a service until it fails or the process is asked to stop (SIGTERM, SIGINT).
     *
     * @param name the service's name, for the log
     * @param args {@code --config FILE}, or nothing; settings in the environment are laid over the file's
     * @return the exit code for the caller's {@code System.exit}: 0 after a stop, 1 after a failure
     */
    public static int run(String name, String[] args, ServiceStart start) {
        ServiceMain main = new ServiceMain(name);
        Thread hook = new Thread(main::stop, "stop-" + name);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            main.serve(settings(args), start);
            main.exitCode = STOPPED;
        } catch (ConfigException e) {
            LOG.error("Cannot start {}, its settings are wrong:{}{}", name, System.lineSeparator(), e.getMessage());
        } catch (Throwable e) {
            LOG.error("{} failed", name, e);
        }
        main.ended.countDown();
        return main.exitCode;
    }

    private static Settings settings(String[] args) {
        boolean file = args.length == 2 && args[0].equals("--config");
        if (args.length > 0 && !file) {
            throw new ConfigException("the only argument is --config FILE, not: " + String.join(" ", args), null);
        }
        Settings settings = file ? Settings.empty().withFile(Path.of(args[1])) : Settings.empty();
        return settings.withEnvironment(System.getenv());
    }

    private void serve(Settings settings, ServiceStart start) throws Throwable {
        Closer closer = new Closer();
        try {
            RunningService service = closer.register(start.start(settings));
            LOG.info("{} is started", name);
            if (!stopping) {
                service.await();
            }
        } catch (Throwable e) {
            if (!stopping) {
                throw closer.closeAfter(e);
            }
            LOG.debug("{} was interrupted", name, e);
        }
        // A library may have kept the interrupt of stop() for later; it must not cut the closing short.
        boolean interrupted = Thread.interrupted();
        LOG.atDebug().addKeyValue("interrupted", interrupted).log("{} closes", name);
        closer.close();
    }

    /** Runs as shutdown hook; halts, because a signal would otherwise give an exit code of its own. */
    private void stop() {
        if (ended.getCount() == 0) {
            return;
        }
        LOG.info("{} is asked to stop", name);
        stopping = true;
        runner.interrupt();
        boolean inTime = false;
        try {
            inTime = ended.await(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            LOG.warn("{} was interrupted while it stopped", name);
        }
        if (inTime && exitCode == STOPPED) {
            LOG.info("{} is stopped", name);
        } else if (!inTime) {
            LOG.error("{} did not stop within {} s", name, STOP_WITHIN.toSeconds());
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
