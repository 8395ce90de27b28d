package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.builder.from.Suite;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.python.resolve.ResolutionRequest;
import java.util.List;

/** The Python of a suite, which its packages bring. */
public record SuitesPython(Suite suite, ResolutionRequest goal) implements PythonSource {
    @Override
    public PythonInterpreter interpreter() {
        return PythonInterpreter.debian(suite.pythonMinor());
    }

    @Override
    public List<PresentDistribution> present() {
        return List.of();
    }
}
