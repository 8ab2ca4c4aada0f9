package dev.dateline.runtime.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings that a service cannot start with; the message lists every problem found, so that one run shows them all. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ConfigException(List<String> problems) {
        super(problems.size() == 1 ? problems.getFirst() : String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One problem, found outside of a {@link ConfigReader}. */
    public ConfigException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /** The problems, one sentence each, naming the key and the place where it was set. */
    public List<String> problems() {
        return problems;
    }
}
