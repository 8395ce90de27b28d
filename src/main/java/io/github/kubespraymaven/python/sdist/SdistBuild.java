package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.process.Command;
import io.github.kubespraymaven.process.CommandLimitException;
import io.github.kubespraymaven.process.CommandResult;
import io.github.kubespraymaven.process.CommandRun;
import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.python.PythonException.SdistException;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.tag.WheelFilename;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Builds a wheel of an sdist with the pip of the build machine's Python. The sdist's own code runs then, which is why a user
 * has to ask for it; and because that machine is not the target, only a wheel of pure Python is taken. What the build itself
 * needs comes from the same indexes as all else.
 *
 * @param python the interpreter's path, or its name on the PATH
 * @param sources where pip finds what the build itself needs
 * @param environment of the process that asks for it; only what programs and networks need is handed on
 */
public record SdistBuild(String python, PackageSources sources, Map<String, String> environment) {
    /** Wheels with much to compile take minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final int MOST_SHOWN = 64 << 10;
    private static final int SHOWN = 15;

    /** 1980-01-02T00:00:00Z, as everywhere in images. */
    private static final String EPOCH = "315619200";

    /** Neither a token that somebody exported, nor an option of pip that would change what is built. */
    private static final Pattern HANDED_ON = Pattern.compile("(?i)PATH|HOME|USERPROFILE|SYSTEMROOT|COMSPEC|PATHEXT|LANG"
            + "|(HTTPS?|NO|ALL)_PROXY|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE"
            + "|PIP_(CERT|CLIENT_CERT|PROXY|TRUSTED_HOST|DEFAULT_TIMEOUT|TIMEOUT|RETRIES|CONFIG_FILE)|PYENV_.*");

    private static final String NO_PIP = "No module named pip";

    /** Keeps its own copy. */
    public SdistBuild {
        environment = Map.copyOf(environment);
    }

    /**
     * Builds a wheel.
     *
     * @param sdist the file, its bytes verified
     * @param directory an empty one, for the build's own use; the wheel is left in it
     * @return the wheel
     * @throws UserErrorException if there is no Python, or the wheel is not of pure Python
     * @throws SdistException if the build fails: says the last lines of what pip printed
     */
    public Path build(Path sdist, SdistFilename filename, Path directory) throws IOException {
        Path source = Files.copy(sdist, directory.resolve(filename.text()), StandardCopyOption.REPLACE_EXISTING);
        Path wheels = Files.createDirectories(directory.resolve("wheels"));
        Command command = Command.of(
                        LIMIT,
                        interpreter(filename),
                        "-m",
                        "pip",
                        "wheel",
                        "--no-deps",
                        "--no-cache-dir",
                        "--disable-pip-version-check",
                        "--no-input",
                        "--wheel-dir",
                        wheels.toString(),
                        source.toString())
                .in(directory)
                .withOnly(variables(directory))
                .errors(Command.Errors.AMONG_OUTPUT)
                .printing(MOST_SHOWN);
        run(command, filename);
        return pure(wheels, filename);
    }

    /** Addresses are handed over as variables, since every user of a machine can read command lines. */
    private Map<String, String> variables(Path directory) {
        Map<String, String> variables = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (HANDED_ON.matcher(name).matches()) {
                variables.put(name, value);
            }
        });
        List<String> indexes = sources.indexes().stream().map(URI::toString).toList();
        if (indexes.isEmpty()) {
            variables.put("PIP_NO_INDEX", "1");
        } else {
            variables.put("PIP_INDEX_URL", indexes.get(0));
            variables.put("PIP_EXTRA_INDEX_URL", String.join(" ", indexes.subList(1, indexes.size())));
        }
        variables.put(
                "PIP_FIND_LINKS",
                sources.findLinks().stream().map(URI::toString).collect(Collectors.joining(" ")));
        variables.put("SOURCE_DATE_EPOCH", EPOCH);
        variables.put("PYTHONHASHSEED", "0");
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("TMPDIR", directory.toString());
        variables.put("TEMP", directory.toString());
        variables.put("TMP", directory.toString());
        return variables;
    }

    private void run(Command command, SdistFilename filename) throws IOException {
        CommandRun started;
        try {
            started = command.start();
        } catch (IOException e) {
            throw noPython(filename, Optional.of(e));
        }
        try (CommandRun run = started) {
            CommandResult result = run.await();
            if (result.exit() != 0) {
                throw failed(filename, result.text());
            }
        } catch (CommandLimitException e) {
            throw new SdistException(filename.text(), "its build " + e.getMessage());
        }
    }

    /** Found here and not by the system, which would also look into directories that are named relative to this one. */
    private Path interpreter(SdistFilename filename) throws UserErrorException {
        Path named = Path.of(python);
        Optional<Path> found = named.isAbsolute()
                ? Optional.of(named)
                : SearchPath.of(environment).find(python);
        return found.orElseThrow(() -> noPython(filename, Optional.empty()));
    }

    private UserErrorException noPython(SdistFilename filename, Optional<IOException> cause) {
        UserErrorException mistake = new UserErrorException(filename + ": cannot be built, because " + python
                + " cannot be started; install Python 3 with pip," + " or leave -Dkubespray.sdist=build out");
        cause.ifPresent(mistake::initCause);
        return mistake;
    }

    private IOException failed(SdistFilename filename, String printed) {
        if (printed.contains(NO_PIP)) {
            return new UserErrorException(filename + ": cannot be built, because " + python
                    + " has no pip; install it (Debian: python3-pip), or leave" + " -Dkubespray.sdist=build out");
        }
        List<String> lines = printed.lines()
                .map(CommandResult::message)
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
        return new SdistException(
                filename.text(),
                "cannot be built with " + python + "; the last that pip says:\n    " + String.join("\n    ", last));
    }

    private static Path pure(Path wheels, SdistFilename filename) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(wheels, "*.whl")) {
            files.forEach(found::add);
        }
        if (found.size() != 1) {
            throw new SdistException(filename.text(), "one wheel was to be built, got " + found.size());
        }
        Path wheel = found.get(0);
        DistributionFilename name = DistributionFilename.parse(String.valueOf(wheel.getFileName()));
        if (!(name instanceof WheelFilename built)
                || !built.name().equals(filename.name())
                || !built.version().equals(filename.version())) {
            throw new SdistException(
                    filename.text(), "was built as " + wheel.getFileName() + ", which is not its name");
        }
        boolean pure = built.tags().abis().equals(List.of("none"))
                && built.tags().platforms().equals(List.of("any"))
                && built.tags().interpreters().contains("py3");
        if (!pure) {
            throw new UserErrorException(filename + ": was built as " + wheel.getFileName()
                    + ", which is for this machine and not for the image; only"
                    + " pure Python (py3-none-any) can be built here: name a directory with a wheel of it for the"
                    + " image with --find-links in the requirements, or choose a base with a Python that it has"
                    + " wheels for (-Dkubespray.from)");
        }
        return wheel;
    }
}
