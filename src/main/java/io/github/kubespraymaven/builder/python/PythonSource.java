package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.builder.from.ImageBelow;
import io.github.kubespraymaven.builder.from.Suite;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.python.resolve.ResolutionRequest;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.TargetEnvironment;
import java.io.IOException;
import java.util.List;

/** The Python that distributions are installed for: found out when it is needed, as a layer may have to be read for it. */
public sealed interface PythonSource {

    /** The Python of a suite, which its packages bring. */
    record OfSuite(Suite suite, ResolutionRequest goal) implements PythonSource {
        @Override
        public PythonInterpreter interpreter() {
            return PythonInterpreter.debian(suite.pythonMinor());
        }

        @Override
        public List<PresentDistribution> present() {
            return List.of();
        }
    }

    /** The Python of an image that a base stands on. */
    record OfImage(ImageBelow below, Goals goals, Machine machine) implements PythonSource {

        /** Says what is to be resolved for a target. */
        @FunctionalInterface
        public interface Goals {
            /** Returns it. */
            ResolutionRequest of(TargetEnvironment target) throws IOException;
        }

        @Override
        public ResolutionRequest goal() throws IOException {
            return goals.of(below.target(machine));
        }

        @Override
        public PythonInterpreter interpreter() throws IOException {
            return below.interpreter();
        }

        @Override
        public List<PresentDistribution> present() throws IOException {
            return below.facts().distributions(interpreter().scheme().library());
        }
    }

    /** Returns what is to be resolved for it. */
    ResolutionRequest goal() throws IOException;

    /** Returns it. */
    PythonInterpreter interpreter() throws IOException;

    /** Returns the distributions that are there already, where new ones go. */
    List<PresentDistribution> present() throws IOException;
}
