package io.github.kubespraymaven.checkout.git;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.process.Command;
import io.github.kubespraymaven.process.CommandLimitException;
import io.github.kubespraymaven.process.CommandResult;
import io.github.kubespraymaven.process.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of git: started at once, so that several can run beside each other, and waited for when its answer is needed. */
final class GitCommand {
    private static final int MAX_OUTPUT = 256 << 20;

    /** Would make git look at another repository than the one it runs in; a git hook that calls Maven sets most of them. */
    private static final Set<String> REDIRECTING = Set.of(
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_COMMON_DIR",
            "GIT_NAMESPACE",
            "GIT_PREFIX",
            "GIT_CEILING_DIRECTORIES",
            "GIT_LITERAL_PATHSPECS",
            "GIT_GLOB_PATHSPECS",
            "GIT_NOGLOB_PATHSPECS",
            "GIT_ICASE_PATHSPECS");

    /**
     * Nothing is written, fetched or asked: versions before 2.45 know GIT_NO_LAZY_FETCH not, and would fetch what a partial clone
     * lacks; an empty GIT_ALLOW_PROTOCOL leaves them no way to.
     */
    private static final Map<String, String> QUIET = Map.of(
            "GIT_OPTIONAL_LOCKS", "0",
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_ALLOW_PROTOCOL", "",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_ASKPASS", "",
            "LC_ALL", "C");

    private final String name;
    private final Path directory;
    private final CommandRun run;

    private GitCommand(String name, Path directory, CommandRun run) {
        this.name = name;
        this.directory = directory;
        this.run = run;
    }

    /**
     * What came of it.
     *
     * @param exit the exit status, 0 for success
     * @param out what it printed, as UTF-8
     * @param error its messages, in English, as one line
     */
    record Answer(int exit, String out, String error) {

        /** Returns what was printed, without the line feed at its end. */
        String line() {
            return out.strip();
        }
    }

    /**
     * Starts git with fixed arguments. Nothing that a repository configures is run, nothing is written to it, and nobody is
     * asked anything.
     *
     * @param limit how long it may take
     * @param above a directory in which, and above which, no repository is looked for
     * @throws IOException if it cannot be started
     */
    static GitCommand start(Duration limit, Path executable, Path directory, List<Path> above, String... arguments)
            throws IOException {
        Command command =
                command(limit, executable, directory, above, arguments).printing(MAX_OUTPUT);
        return new GitCommand(arguments[0], directory, command.start());
    }

    /** What {@link #start} starts. */
    static Command command(Duration limit, Path executable, Path directory, List<Path> above, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"));
        line.addAll(List.of(arguments));
        Map<String, String> variables = new HashMap<>(QUIET);
        for (Path path : above) {
            variables.put("GIT_CEILING_DIRECTORIES", path.toString());
        }
        return Command.of(limit, executable, line)
                .in(directory)
                .without(REDIRECTING)
                .with(variables);
    }

    /**
     * Waits for the answer.
     *
     * @throws UserErrorException if there is none within the limit, or one beyond all measure
     */
    Answer await() throws UserErrorException {
        try {
            CommandResult result = run.await();
            if (!result.complete()) {
                throw new UserErrorException("'git " + name + "' in " + directory
                        + " ended, but a program that it started keeps its output open");
            }
            return new Answer(result.exit(), result.text(), CommandResult.message(result.errorText()));
        } catch (CommandLimitException e) {
            throw new UserErrorException(
                    "'git " + name + "' in " + directory + " " + e.getMessage()
                            + "; run it by hand to see what keeps it",
                    e);
        } catch (UserErrorException e) {
            throw e;
        } catch (IOException e) {
            throw new UserErrorException(
                    "'git " + name + "' in " + directory + " gave no answer: " + e.getMessage(), e);
        }
    }
}
