package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.requirementsfile.Asked;
import io.github.kubespraymaven.python.requirementsfile.RequirementsEntry;
import io.github.kubespraymaven.python.requirementsfile.RequirementsFile;
import io.github.kubespraymaven.python.requirementsfile.Settings;
import io.github.kubespraymaven.python.tag.TargetEnvironment;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a requirements file asks to be resolved. */
public final class ResolutionRequests {
    private final Path directory;
    private final List<String> problems = new ArrayList<>();

    private ResolutionRequests(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the goal of a requirements file.
     *
     * @param directory what paths of distributions in it are relative to
     * @throws UserErrorException if it asks for what cannot be installed: names every such line
     */
    public static ResolutionRequest of(RequirementsFile file, Path directory, TargetEnvironment target, Sdists sdists)
            throws UserErrorException {
        ResolutionRequests goals = new ResolutionRequests(directory);
        List<RequestedRequirement> requirements = new ArrayList<>();
        List<RequestedRequirement> constraints = new ArrayList<>();
        for (RequirementsEntry.Requested requested : file.requested()) {
            goals.wanted(requested).ifPresent((requested.constraint() ? constraints : requirements)::add);
        }
        if (!goals.problems.isEmpty()) {
            throw new UserErrorException(String.join("\n", goals.problems));
        }
        Settings settings = file.settings(Settings.of(List.of()));
        return new ResolutionRequest(
                requirements,
                constraints,
                target,
                sdists,
                settings.onlyBinary(),
                settings.allReleases(),
                settings.requireHashes());
    }

    private Optional<RequestedRequirement> wanted(RequirementsEntry.Requested requested) {
        Asked asked = requested.asked();
        if (asked instanceof Asked.Named named) {
            return Optional.of(new RequestedRequirement(
                    named.requirement(), digests(requested), requested.place().toString()));
        }
        if (asked instanceof Asked.Direct direct && direct.name().isPresent()) {
            return direct(requested, direct, direct.name().get());
        }
        problems.add(requested.place() + ": '" + requested.text()
                + "' is a source tree, which cannot be installed; build a" + " wheel of it and name that");
        return Optional.empty();
    }

    private Optional<RequestedRequirement> direct(
            RequirementsEntry.Requested requested, Asked.Direct direct, ProjectName name) {
        String location = direct.location();
        if (!location.matches("(?i)[a-z][a-z0-9+.-]+:.*")) {
            try {
                location = directory.resolve(location).normalize().toUri().toString();
            } catch (InvalidPathException e) {
                problems.add(requested.place() + ": '" + location + "' is neither an address nor a path");
                return Optional.empty();
            }
        }
        Requirement requirement = new Requirement(
                name.normalized(), direct.extras(), SpecifierSet.ANY, Optional.of(location), direct.marker());
        return Optional.of(new RequestedRequirement(
                requirement, digests(requested), requested.place().toString()));
    }

    private Set<Digest> digests(RequirementsEntry.Requested requested) {
        Set<Digest> digests = new LinkedHashSet<>();
        for (Map.Entry<String, List<String>> hashes : requested.hashes().entrySet()) {
            for (String hex : hashes.getValue()) {
                try {
                    digests.add(new Digest(algorithm(hashes.getKey()), hex.toLowerCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    problems.add(requested.place() + ": --hash=" + hashes.getKey() + ":" + hex
                            + " is no hash of sha256, sha384 or sha512");
                }
            }
        }
        return digests;
    }

    private static Algorithm algorithm(String name) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.prefix().equals(name)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("unknown or weak hash function: " + name);
    }
}
