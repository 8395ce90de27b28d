package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.mistake.Mistake;
import java.util.List;

/** A request that cannot be met. All its problems are named at once. */
public final class ResolutionException extends Exception implements Mistake {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ResolutionException(String summary, List<String> problems) {
        super(summary + ":\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each. */
    public List<String> problems() {
        return problems;
    }
}
