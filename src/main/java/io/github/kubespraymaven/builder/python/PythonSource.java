package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.python.resolve.ResolutionRequest;
import java.io.IOException;
import java.util.List;

/** The Python that distributions are installed for: found out when it is needed, as a layer may have to be read for it. */
public interface PythonSource {

    /** Returns what is to be resolved for it. */
    ResolutionRequest goal() throws IOException;

    /** Returns it. */
    PythonInterpreter interpreter() throws IOException;

    /** Returns the distributions that are there already, where new ones go. */
    List<PresentDistribution> present() throws IOException;
}
