package dev.dateline.localstack;

import java.util.List;

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

    static void quieten() {
        LogLevels.limit("WARN", SERVER_LOGGERS);
        // It warns of every activation, and a node of its own activates its controller at every start.
        LogLevels.limit("ERROR", List.of("org.apache.kafka.controller.QuorumController"));
        LogLevels.dropOvertakingBatches();
    }
}
