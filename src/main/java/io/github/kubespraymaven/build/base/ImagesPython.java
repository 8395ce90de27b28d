package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.python.interpreter.Interpreter;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.resolve.Goal;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.Target;
import java.io.IOException;
import java.util.List;

/** The Python of an image that a base stands on. */
record ImagesPython(ImageBelow below, Goals goals, Machine machine) implements PythonGround {

    /** Says what is to be resolved for a target. */
    @FunctionalInterface
    interface Goals {
        /** Returns it. */
        Goal of(Target target) throws IOException;
    }

    @Override
    public Goal goal() throws IOException {
        return goals.of(below.target(machine));
    }

    @Override
    public Interpreter interpreter() throws IOException {
        return below.interpreter();
    }

    @Override
    public List<PresentDistribution> present() throws IOException {
        return below.facts().distributions(interpreter().scheme().library());
    }
}
