package dev.dateline.analysis.flashpoints;

import java.util.List;
import java.util.stream.Collectors;

/** A text that is no flashpoint definition; it holds everything that is wrong, in the order of the text. */
public final class BadDefinitionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionProblem> problems;

    BadDefinitionException(List<DefinitionProblem> problems) {
        super(problems.stream().map(DefinitionProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, at least one thing. */
    public List<DefinitionProblem> problems() {
        return problems;
    }
}
