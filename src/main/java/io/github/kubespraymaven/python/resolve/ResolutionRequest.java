package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.requirement.MarkerEnvironment;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirementsfile.ProjectChoice;
import io.github.kubespraymaven.python.tag.TargetEnvironment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be resolved.
 *
 * @param requirements what is to be installed
 * @param constraints what holds for versions if they are installed
 * @param target what wheels must fit
 * @param sdists what becomes of distributions without a fitting wheel
 * @param onlyBinary a yes for a project: no sdists of it; a no: no wheels
 * @param preReleases a yes for a project: its pre-releases too; a no: never
 * @param requireHashes whether every distribution must have been given a digest; any given digest implies it
 */
public record ResolutionRequest(
        List<RequestedRequirement> requirements,
        List<RequestedRequirement> constraints,
        TargetEnvironment target,
        Sdists sdists,
        ProjectChoice onlyBinary,
        ProjectChoice preReleases,
        boolean requireHashes) {
    /** Keeps its own copies. */
    public ResolutionRequest {
        requirements = List.copyOf(requirements);
        constraints = List.copyOf(constraints);
    }

    /** Returns the target as markers see it. The patch release is not known before the image is built: 0. */
    public MarkerEnvironment environment() {
        return MarkerEnvironment.cpythonOnLinux(
                "3." + target.pythonMinor() + ".0", target.machine().tag());
    }

    /** Tells whether all distributions must have been given a digest. */
    boolean inHashMode() {
        return requireHashes
                || requirements.stream().anyMatch(wanted -> !wanted.digests().isEmpty());
    }

    /** Returns the digests of which a project's file must have one; none when any file will do. */
    Set<Digest> digestsOf(ProjectName project) {
        return requirements.stream()
                .filter(wanted -> wanted.requirement().projectName().equals(project))
                .flatMap(wanted -> wanted.digests().stream())
                .collect(Collectors.toSet());
    }

    /** Returns the constraints on a project. */
    List<RequestedRequirement> constraintsOn(ProjectName project) {
        return constraints.stream()
                .filter(wanted -> wanted.requirement().projectName().equals(project))
                .toList();
    }
}
