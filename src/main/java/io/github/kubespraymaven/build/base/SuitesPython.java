package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.python.interpreter.Interpreter;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.resolve.Goal;
import java.util.List;

/** The Python of a suite, which its packages bring. */
record SuitesPython(Suite suite, Goal goal) implements PythonGround {
    @Override
    public Interpreter interpreter() {
        return Interpreter.debian(suite.pythonMinor());
    }

    @Override
    public List<PresentDistribution> present() {
        return List.of();
    }
}
