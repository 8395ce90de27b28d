package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.version.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A distribution of a resolution.
 *
 * @param file where it is, its digests and its size, as its index lists them
 * @param extras that were asked for
 * @param requested whether the user asked for it, and not only other distributions
 * @param direct whether it was asked for by its address
 * @param requires the other distributions of the resolution that it needs
 * @param told what it was believed to need, as its index said before the file came; empty where nobody was asked
 */
public record ResolvedDistribution(
        ProjectName project,
        Version version,
        IndexFile file,
        Set<ProjectName> extras,
        boolean requested,
        boolean direct,
        List<ProjectName> requires,
        Optional<Dependencies> told) {
    /** Keeps its own copies. */
    public ResolvedDistribution {
        extras = Set.copyOf(extras);
        requires = List.copyOf(requires);
    }

    /** One of which nothing had to be found out. */
    public ResolvedDistribution(
            ProjectName project,
            Version version,
            IndexFile file,
            Set<ProjectName> extras,
            boolean requested,
            boolean direct,
            List<ProjectName> requires) {
        this(project, version, file, extras, requested, direct, requires, Optional.empty());
    }

    @Override
    public String toString() {
        return project + " " + version;
    }
}
