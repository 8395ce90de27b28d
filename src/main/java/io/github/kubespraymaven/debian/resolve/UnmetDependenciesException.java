package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.error.UserError;
import java.util.List;

/** A request that cannot be met. All its problems are named at once. */
public final class UnmetDependenciesException extends Exception implements UserError {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    UnmetDependenciesException(String summary, List<String> problems) {
        super(summary + ":\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each. */
    public List<String> problems() {
        return problems;
    }
}
