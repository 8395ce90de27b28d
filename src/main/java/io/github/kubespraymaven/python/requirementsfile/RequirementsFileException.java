package io.github.kubespraymaven.python.requirementsfile;

import java.util.List;
import java.util.stream.Collectors;

/** A requirements file that pip would refuse; the message has a line for each problem. */
public final class RequirementsFileException extends IllegalArgumentException {
    private final transient List<Problem> problems;

    RequirementsFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of reading. */
    public List<Problem> problems() {
        return problems;
    }
}
