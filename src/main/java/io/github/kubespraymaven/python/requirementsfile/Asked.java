package io.github.kubespraymaven.python.requirementsfile;

import io.github.kubespraymaven.python.requirement.Marker;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import java.util.List;
import java.util.Optional;

/** What a line of a requirements file asks for. */
public sealed interface Asked {
    /** A requirement as in metadata, {@code name>=1.0} or {@code name @ url}. */
    record Named(Requirement requirement) implements Asked {}

    /**
     * A URL or a path without a name before it.
     *
     * @param location as written; a path is relative to the working directory, not to the file, as pip has it
     * @param name from a wheel's file name or the URL's {@code egg=}, where one of them tells it
     * @param extras as written behind a path, {@code ./x.whl[extra]}
     * @param marker when it is asked for; always when there is none
     */
    record Direct(String location, Optional<ProjectName> name, List<String> extras, Optional<Marker> marker)
            implements Asked {
        public Direct {
            extras = List.copyOf(extras);
        }
    }

    /** {@code -e}: a source tree, or where a version control system has it, as written. */
    record Editable(String location) implements Asked {}
}
