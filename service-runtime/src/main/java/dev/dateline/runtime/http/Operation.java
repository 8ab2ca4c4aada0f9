package dev.dateline.runtime.http;

import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that can be asked of a service, as {@code /openapi.json} tells it. What is said here is enforced where it can be:
 * who may ask, and which parameters there are. Immutable.
 *
 * @param method the HTTP method
 * @param path the path, with parameters in braces
 * @param summary what it does, in half a sentence
 * @param access who may ask; readers, unless said otherwise
 * @param parameters what a request may carry
 * @param strict whether a parameter of the query that is not among them is refused
 * @param bodies what the body may be; empty where there is none
 * @param answers what may come back, beside the problems that every operation has
 */
public record Operation(
        HandlerType method,
        String path,
        String summary,
        Access access,
        List<Parameter> parameters,
        boolean strict,
        List<Content> bodies,
        List<Answer> answers) {

    private static final String JSON = "application/json";

    /** A body: its media type and shape. */
    public record Content(String mediaType, Shape shape) {}

    /**
     * One answer.
     *
     * @param says when it is given
     * @param content its body; empty for none
     */
    public record Answer(int status, String says, Optional<Content> content) {}

    /** Keeps its own copies. */
    public Operation {
        parameters = List.copyOf(parameters);
        bodies = List.copyOf(bodies);
        answers = List.copyOf(answers);
    }

    /** Gets something. */
    public static Operation get(String path, String summary) {
        return of(HandlerType.GET, path, summary);
    }

    /** Posts something. */
    public static Operation post(String path, String summary) {
        return of(HandlerType.POST, path, summary);
    }

    /** Puts something in its place. */
    public static Operation put(String path, String summary) {
        return of(HandlerType.PUT, path, summary);
    }

    /** Changes some of something. */
    public static Operation patch(String path, String summary) {
        return of(HandlerType.PATCH, path, summary);
    }

    /** Takes something away. */
    public static Operation delete(String path, String summary) {
        return of(HandlerType.DELETE, path, summary);
    }

    private static Operation of(HandlerType method, String path, String summary) {
        return new Operation(method, path, summary, Access.READER, List.of(), true, List.of(), List.of());
    }

    /** For others than readers. */
    public Operation access(Access who) {
        return new Operation(method, path, summary, who, parameters, strict, bodies, answers);
    }

    /** With more parameters; what is not among them is refused. */
    public Operation takes(Parameter... more) {
        return takes(List.of(more));
    }

    /** With more parameters; what is not among them is refused. */
    public Operation takes(List<Parameter> more) {
        return new Operation(method, path, summary, access, joined(parameters, more), strict, bodies, answers);
    }

    /** With a whole number among the parameters. */
    public Operation takes(Parameter.Whole number) {
        return takes(number.parameter());
    }

    /** Lets parameters pass that are not described, for callers that add their own. */
    public Operation tolerant() {
        return new Operation(method, path, summary, access, parameters, false, bodies, answers);
    }

    /** With a body in JSON. */
    public Operation body(Shape shape) {
        return body(JSON, shape);
    }

    /** With a body, or one more form of it. */
    public Operation body(String mediaType, Shape shape) {
        return new Operation(
                method,
                path,
                summary,
                access,
                parameters,
                strict,
                joined(bodies, List.of(new Content(mediaType, shape))),
                answers);
    }

    /** Answers 200 in JSON. */
    public Operation answers(Shape shape) {
        return answers(200, JSON, shape, "What was asked for");
    }

    /** Answers with a body. */
    public Operation answers(int status, String mediaType, Shape shape, String says) {
        return answers(new Answer(status, says, Optional.of(new Content(mediaType, shape))));
    }

    /** Answers without a body. */
    public Operation answers(int status, String says) {
        return answers(new Answer(status, says, Optional.empty()));
    }

    /** Gives an ETag, and answers 304 to who names that one. */
    public Operation conditional() {
        return takes(Parameter.header("If-None-Match", Shape.text(), "The ETag of an earlier answer."))
                .answers(304, "The caller has it already: If-None-Match names its ETag");
    }

    /** Answers with a problem. */
    public Operation problem(int status, String code, String says) {
        return answers(status, Problem.MEDIA_TYPE, Problem.SHAPE, says + " (`" + code + "`)");
    }

    private Operation answers(Answer answer) {
        return new Operation(
                method, path, summary, access, parameters, strict, bodies, joined(answers, List.of(answer)));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Refuses a request with a parameter that is not described, or twice where it may stand once. */
    void check(Context context) {
        if (!strict) {
            return;
        }
        context.queryParamMap().forEach((name, values) -> {
            Parameter known = parameters.stream()
                    .filter(parameter -> parameter.in() == Parameter.In.QUERY
                            && parameter.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Parameter.refusal(name, "is no parameter here; " + there(), null));
            if (values.size() > 1 && !known.repeated()) {
                throw Parameter.refusal(name, "must stand once only", null);
            }
        });
    }

    private String there() {
        String names = parameters.stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY)
                .map(Parameter::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "there are none" : "there are: " + names;
    }
}
