package dev.dateline.runtime.http;

import dev.dateline.runtime.shape.Shape;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request may carry beside its body.
 *
 * @param name as it stands in the request
 * @param in where it stands
 * @param shape what a value looks like
 * @param description what it means, in a sentence
 * @param repeated whether it may stand more than once
 * @param required whether it must stand
 */
public record Parameter(String name, In in, Shape shape, String description, boolean repeated, boolean required) {

    /** Where a parameter stands. */
    public enum In {
        /** After the question mark. */
        QUERY,
        /** In the path; always required. */
        PATH,
        /** Among the headers. */
        HEADER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An optional parameter of the query. */
    public static Parameter query(String name, Shape shape, String description) {
        return new Parameter(name, In.QUERY, shape, description, false, false);
    }

    /** A part of the path. */
    public static Parameter path(String name, String description) {
        return new Parameter(name, In.PATH, Shape.text(), description, false, true);
    }

    /** An optional header. */
    public static Parameter header(String name, Shape shape, String description) {
        return new Parameter(name, In.HEADER, shape, description, false, false);
    }

    /** The same, and it may stand more than once. */
    public Parameter severalTimes() {
        return new Parameter(name, in, shape, description, true, required);
    }

    /**
     * A whole number in the query, described and read by the same bounds.
     *
     * @param otherwise the value where the parameter is absent
     */
    public record Whole(String name, int otherwise, int least, int most, String description) {

        Parameter parameter() {
            return query(name, Shape.whole(least, most).with("default", otherwise), description);
        }
    }

    /** A refusal, status 400, that names the parameter. */
    public static ProblemException refusal(String name, String rule, @Nullable Throwable cause) {
        return new ProblemException(
                new Problem(400, "bad-parameter", "Bad parameter", "Parameter '" + name + "' " + rule + "."),
                Map.of(),
                cause);
    }
}
