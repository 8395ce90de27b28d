package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.tag.WheelFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What both forms of a page say about files in the same words. One serves one page. */
final class LinkAttributes {
    /** A page has thousands of files, and a handful of different values. */
    private final Map<String, SpecifierSet> seen = new HashMap<>();

    /** Returns the interpreters a file is for. What cannot be read excludes nothing, as pip has it. */
    SpecifierSet requiresPython(String text) {
        return seen.computeIfAbsent(text, unread -> {
            try {
                return SpecifierSet.parse(unread);
            } catch (InvalidSyntaxException e) {
                return SpecifierSet.ANY;
            }
        });
    }

    /** Returns what a file is, if it is a wheel or an sdist of the project. */
    static Optional<DistributionFilename> filename(String text, ProjectName project) {
        DistributionFilename filename =
                text.endsWith(".whl") ? DistributionFilename.parse(text) : SdistFilename.read(text, project);
        if (filename instanceof WheelFilename wheel) {
            return Optional.of(filename).filter(any -> wheel.name().equals(project));
        }
        return filename instanceof SdistFilename ? Optional.of(filename) : Optional.empty();
    }

    /** PEP 629: a newer major version is not understood. */
    static void checkVersion(String version, String what) throws PythonException {
        if (!version.startsWith("1.")) {
            throw new PythonException(what + ": speaks version " + version
                    + " of the simple repository API, 1.x was wanted; use another index (-Dkubespray.pythonIndex)");
        }
    }
}
