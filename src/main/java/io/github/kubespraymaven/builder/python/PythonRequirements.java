package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.requirementsfile.Asked;
import io.github.kubespraymaven.python.requirementsfile.RequirementsEntry;
import io.github.kubespraymaven.python.requirementsfile.RequirementsFile;
import io.github.kubespraymaven.python.requirementsfile.RequirementsText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Python requirements of a checkout, read and in the form in which they decide about a base: comments, white space and
 * spelling do not count.
 *
 * @param file what was read
 * @param lines each requirement, in order
 * @param options each option, in order; may hold addresses with credentials, and is only ever hashed
 */
public record PythonRequirements(RequirementsFile file, List<String> lines, List<String> options) {
    /** How a variable of the environment begins, which may be another next time. */
    private static final String VARIABLE = "${";

    /**
     * Reads the requirements of a checkout.
     *
     * @param checkout its directory, to which the name is relative
     * @param environment variables for {@code ${NAME}}
     * @param watch is told which files were read
     * @throws UserErrorException if there is no such file, or pip would refuse something in it: says file, line and column
     */
    public static PythonRequirements read(
            Path checkout, String name, Map<String, String> environment, InputRecorder watch) throws IOException {
        if (!Files.isRegularFile(checkout.resolve(name))) {
            throw new UserErrorException("There is no " + name + " in " + checkout
                    + ". Say which file holds the Python requirements with -Dkubespray.requirements.");
        }
        try {
            return of(RequirementsFile.read(name, location -> text(checkout, location, watch), environment)
                    .orThrow());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static PythonRequirements of(RequirementsFile file) {
        List<String> lines = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (RequirementsEntry entry : file.entries()) {
            if (entry instanceof RequirementsEntry.Requested requested) {
                lines.add(line(requested));
            } else if (entry instanceof RequirementsEntry.Options given) {
                given.options().forEach(option -> options.add(option.toString()));
            }
        }
        return new PythonRequirements(file, lines, options);
    }

    private static String line(RequirementsEntry.Requested requested) {
        StringBuilder line = new StringBuilder(requested.constraint() ? "constraint " : "");
        if (requested.asked() instanceof Asked.Named named) {
            line.append(named.requirement());
        } else if (requested.asked() instanceof Asked.Direct direct) {
            line.append(direct.location());
        } else if (requested.asked() instanceof Asked.Editable editable) {
            line.append("-e ").append(editable.location());
        }
        new TreeMap<>(requested.hashes()).forEach((algorithm, values) -> values.stream()
                .sorted()
                .forEach(value ->
                        line.append(" --hash=").append(algorithm).append(':').append(value)));
        return line.toString();
    }

    /** Returns what is asked for by name, constraints left out. */
    public List<Requirement> named() {
        return file.requested().stream()
                .filter(requested -> !requested.constraint())
                .map(RequirementsEntry.Requested::asked)
                .filter(Asked.Named.class::isInstance)
                .map(asked -> ((Asked.Named) asked).requirement())
                .toList();
    }

    private static Optional<String> text(Path checkout, String location, InputRecorder watch) {
        try {
            Path file = checkout.resolve(location);
            watch.asked(file);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            String text = RequirementsText.of(Files.readAllBytes(file));
            if (text.contains(VARIABLE)) {
                watch.outOfSight();
            }
            return Optional.of(text);
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
