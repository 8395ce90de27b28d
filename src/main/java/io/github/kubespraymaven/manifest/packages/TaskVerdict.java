package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a task runs.
 *
 * @param mayRun whether no condition is known not to hold
 * @param unknown conditions that ask for what only a running host tells
 */
record TaskVerdict(boolean mayRun, List<String> unknown) {
    TaskVerdict {
        unknown = List.copyOf(unknown);
    }

    boolean isSure() {
        return mayRun && unknown.isEmpty();
    }

    static TaskVerdict of(Evaluator evaluator, Frame frame) {
        List<String> unknown = new ArrayList<>();
        for (String condition : frame.conditions()) {
            try {
                if (!evaluator.holds(condition, SourcePosition.of(frame.file()))) {
                    return new TaskVerdict(false, List.of());
                }
            } catch (ExhaustedException e) {
                throw e;
            } catch (EvaluationException e) {
                unknown.add(condition);
            }
        }
        return new TaskVerdict(true, unknown);
    }
}
