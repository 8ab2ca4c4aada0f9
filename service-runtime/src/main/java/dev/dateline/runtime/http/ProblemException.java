package dev.dateline.runtime.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem as its answer. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    /** A problem without headers of its own. */
    public ProblemException(Problem problem) {
        this(problem, Map.of(), null);
    }

    /**
     * A problem.
     *
     * @param headers headers of the answer, such as {@code Retry-After}
     * @param cause goes to the log where the status is 500 or above, never to the client
     */
    public ProblemException(Problem problem, Map<String, String> headers, @Nullable Throwable cause) {
        super(problem.code() + ": " + (problem.detail() == null ? problem.title() : problem.detail()), cause);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    /** The answer. */
    public Problem problem() {
        return problem;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
