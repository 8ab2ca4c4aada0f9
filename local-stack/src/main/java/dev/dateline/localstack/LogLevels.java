package dev.dateline.localstack;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps the log of what we embed quiet, in programs that log with Logback. */
final class LogLevels {

    private LogLevels() {}

    /** Lowers these loggers to a level, as Logback names it, unless the program's own configuration names them. */
    static void limit(String level, List<String> loggers) {
        if (isLogback()) {
            for (String name : loggers) {
                Logger logger = context().getLogger(name);
                if (logger.getLevel() == null) {
                    logger.setLevel(Level.valueOf(level));
                }
            }
        }
    }

    /** Drops the lines of {@link OvertakingBatches}, once for the whole program. */
    static void dropOvertakingBatches() {
        if (isLogback()) {
            LoggerContext context = context();
            synchronized (context) {
                if (context.getTurboFilterList().stream().noneMatch(OvertakingBatches.class::isInstance)) {
                    context.addTurboFilter(new OvertakingBatches());
                }
            }
        }
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static boolean isLogback() {
        try {
            return Class.forName("ch.qos.logback.classic.LoggerContext", false, LogLevels.class.getClassLoader())
                    .isInstance(LoggerFactory.getILoggerFactory());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
