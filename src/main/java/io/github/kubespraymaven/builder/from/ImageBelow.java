package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.TargetEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What an image that a base stands on has, and what it lacks of what is asked for.
 *
 * @param facts what its files tell
 */
public record ImageBelow(FromFacts facts) {
    private static final String PYTHON = "python3";

    /** Returns the suite whose packages go with those of the image; nothing where that is not known. */
    public Optional<Suite> suite() throws IOException {
        Optional<String> codename = facts.debianCodename();
        return Arrays.stream(Suite.values())
                .filter(suite -> codename.filter(suite.codename()::equals).isPresent())
                .findFirst();
    }

    /**
     * Returns the interpreter that distributions are installed for: the image's own, else its distribution's, which is added.
     *
     * @throws UserErrorException if there is none
     */
    public PythonInterpreter interpreter() throws IOException {
        Optional<PythonInterpreter> own = facts.interpreter();
        if (own.isPresent()) {
            return own.get();
        }
        Optional<Suite> suite = suite();
        if (suite.isEmpty()) {
            throw new UserErrorException("from: " + facts.image().name() + " (" + facts.distribution()
                    + ") has no python3 on its PATH, and none can be added, since the packages of its distribution are not"
                    + " known here; start from an image that has Python, a python:3.N-slim for example");
        }
        return PythonInterpreter.debian(suite.get().pythonMinor());
    }

    /**
     * Returns what wheels must fit.
     *
     * @throws UserErrorException if there are none for the image's Python or C library
     */
    public TargetEnvironment target(Machine machine) throws IOException {
        PythonInterpreter interpreter = interpreter();
        try {
            return new TargetEnvironment(interpreter.minor(), facts.glibcMinor(), machine);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("from: " + facts.image().name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns the packages that are to be in the image, whether they are there or not: without a Python beside the image's own,
     * unless somebody asked for that.
     *
     * @param names all that are wanted
     * @param asked those that somebody wrote
     */
    public List<String> packages(List<String> names, Set<String> asked) throws IOException {
        List<String> wanted = new ArrayList<>(names);
        if (facts.interpreter().isPresent()) {
            wanted.removeIf(name -> name.equals(PYTHON) && !asked.contains(name));
        } else if (names.stream().noneMatch(name -> name.startsWith(PYTHON))) {
            wanted.add(PYTHON);
        }
        return List.copyOf(new TreeSet<>(wanted));
    }

    /**
     * Does without packages, since those of the distribution cannot be had: what is in the image serves.
     *
     * @param names all that are wanted
     * @param asked those that somebody wrote
     * @throws UserErrorException if one of these is not in the image: names all that are not
     */
    public void requirePresent(List<String> names, Set<String> asked, Consumer<String> report) throws IOException {
        Set<String> there = facts.rootfs().names();
        List<String> missing = names.stream()
                .filter(name -> !there.contains(name) && !name.equals(PYTHON))
                .toList();
        List<String> missed = missing.stream().filter(asked::contains).toList();
        String what = facts.image().name() + " is " + facts.distribution()
                + ", whose packages are not known here (Debian "
                + String.join(
                        ", ", Arrays.stream(Suite.values()).map(Suite::codename).toList()) + " are)";
        if (!missed.isEmpty()) {
            throw new UserErrorException("packages: " + String.join(", ", missed) + " cannot be added: " + what
                    + ". Start from an image that has them, or from one of Debian, or leave them out.");
        }
        if (!missing.isEmpty()) {
            report.accept("No OS packages are added: " + what
                    + ". Of the default set the image lacks, or does not record: " + String.join(", ", missing) + ".");
        }
    }
}
