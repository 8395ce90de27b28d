package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.version.Version;
import java.util.List;
import java.util.Optional;

/**
 * How the files of a project's sdist lie in the wheel that would be built of it.
 *
 * @param project whose
 * @param versions of which the rule is true
 * @param trees what goes beside the modules
 * @param scripts the directory of programs, with a slash at its end; empty when there are none
 * @param requirements the file that lists what it needs, one requirement a line, where metadata does not
 */
record SdistRule(
        ProjectName project,
        SpecifierSet versions,
        List<Move> trees,
        Optional<String> scripts,
        Optional<String> requirements) {
    SdistRule {
        trees = List.copyOf(trees);
    }

    /** A directory of the sdist, and what its path becomes: both empty or with a slash at their end. */
    record Move(String from, String to) {}

    boolean isFor(ProjectName name, Version version) {
        return project.equals(name) && versions.matches(version);
    }

    /** Returns the place beside the modules of a file of the sdist, if it is installed there. */
    Optional<String> destination(String path) {
        for (Move tree : trees) {
            if (path.startsWith(tree.from()) && path.length() > tree.from().length()) {
                return Optional.of(tree.to() + path.substring(tree.from().length()));
            }
        }
        return Optional.empty();
    }
}
