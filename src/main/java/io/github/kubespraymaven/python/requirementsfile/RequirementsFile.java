package io.github.kubespraymaven.python.requirementsfile;

import io.github.kubespraymaven.error.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a requirements file and those that it names say.
 *
 * @param entries in the order in which pip comes upon them: what a {@code -r} brings stands in its place
 * @param problems what pip would refuse; lines that have one are not among the entries
 */
public record RequirementsFile(List<RequirementsEntry> entries, List<Problem> problems) {
    public RequirementsFile {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a requirements file and those that it names.
     *
     * @param location of the file, as {@code files} knows it: a relative or absolute path with slashes, or a URL
     * @param files gives the text of a file (see {@link RequirementsText}), empty when there is none; it is asked for
     *     {@code location} and for what is named in files, joined with where those lie
     * @param environment values of variables, for <code>${NAME}</code>
     */
    public static RequirementsFile read(
            String location, Function<String, Optional<String>> files, Map<String, String> environment) {
        return new RequirementsReader(files, environment).read(location);
    }

    /**
     * This, when there was no problem.
     *
     * @throws UserErrorException with all problems, a line each
     */
    public RequirementsFile orThrow() throws UserErrorException {
        if (!problems.isEmpty()) {
            throw new UserErrorException(
                    problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return this;
    }

    /** What is asked for, constraints included, in the order of the entries. */
    public List<RequirementsEntry.Requested> requested() {
        List<RequirementsEntry.Requested> requested = new ArrayList<>();
        for (RequirementsEntry entry : entries) {
            if (entry instanceof RequirementsEntry.Requested request) {
                requested.add(request);
            }
        }
        return requested;
    }

    /** What the options make of settings that held before. */
    public Settings settings(Settings before) {
        Settings settings = before;
        for (RequirementsEntry entry : entries) {
            if (entry instanceof RequirementsEntry.Options options) {
                settings = settings.with(options);
            }
        }
        return settings;
    }
}
