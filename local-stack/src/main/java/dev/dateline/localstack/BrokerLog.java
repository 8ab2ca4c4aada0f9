package dev.dateline.localstack;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The broker's own log lines: warnings only in this JVM, everything of interest in its file as a process. */
final class BrokerLog {

    /** The Logback configuration of the broker as a process, a resource of this module. */
    static final String PROCESS_CONFIGURATION = "dev/dateline/localstack/broker-logback.xml";

    private static final List<String> SERVER_LOGGERS = List.of(
            "kafka",
            "state.change.logger",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.network",
            "org.apache.kafka.queue",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.storage",
            "org.apache.kafka.common.network",
            "org.apache.kafka.common.config.AbstractConfig");

    private BrokerLog() {}

    /** Leaves alone what the program's own configuration names, and every program that does not log with Logback. */
    static void quieten() {
        if (onClassPath() && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            SERVER_LOGGERS.stream()
                    .map(context::getLogger)
                    .filter(logger -> logger.getLevel() == null)
                    .forEach(logger -> logger.setLevel(Level.WARN));
        }
    }

    private static boolean onClassPath() {
        try {
            Class.forName("ch.qos.logback.classic.LoggerContext", false, BrokerLog.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
