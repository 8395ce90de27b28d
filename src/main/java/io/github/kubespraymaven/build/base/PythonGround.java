package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.python.interpreter.Interpreter;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.resolve.Goal;
import java.io.IOException;
import java.util.List;

/** The Python that distributions are installed for: found out when it is needed, as a layer may have to be read for it. */
interface PythonGround {

    /** Returns what is to be resolved for it. */
    Goal goal() throws IOException;

    /** Returns it. */
    Interpreter interpreter() throws IOException;

    /** Returns the distributions that are there already, where new ones go. */
    List<PresentDistribution> present() throws IOException;
}
