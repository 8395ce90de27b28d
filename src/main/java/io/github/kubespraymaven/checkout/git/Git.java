package io.github.kubespraymaven.checkout.git;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An installed git. */
public final class Git {
    private static final String DUBIOUS = "dubious ownership";
    private static final String NO_REPOSITORY = "not a git repository";

    /** Reading an index takes milliseconds, on a slow network file system seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path executable;
    private final Duration limit;

    /** With the path of the executable. */
    public Git(Path executable) {
        this(executable, LIMIT);
    }

    /** With another limit of time for each answer. */
    Git(Path executable, Duration limit) {
        this.executable = executable;
        this.limit = limit;
    }

    @Override
    public String toString() {
        return executable.toString();
    }

    /** Looks git up. */
    public static Optional<Git> find(SearchPath programs) {
        return programs.find("git").map(Git::new);
    }

    /**
     * Asks what is known of a directory, and waits for the answers; see {@link GitQuery}.
     *
     * @param git the git to ask, if there is one
     * @param directory an absolute path
     * @throws UserErrorException if there is a repository and git refuses to read it
     */
    public static GitFacts ask(Optional<Git> git, Path directory) throws UserErrorException {
        return GitQuery.begin(git, directory).facts();
    }

    /**
     * Opens a revision of the repository in which a directory lies; it is to be closed.
     *
     * @param name as git knows it: a tag, a branch, a commit
     * @throws UserErrorException if there is no repository, or no such revision in it; names tags that are there
     */
    public Revision revision(Path directory, String name) throws UserErrorException {
        List<Path> above = Files.exists(directory.resolve(".git"))
                ? Optional.ofNullable(directory.getParent()).stream().toList()
                : List.of();
        return Revision.open(this, directory, above, name);
    }

    GitCommand describe(Path directory, List<Path> above) throws IOException {
        return start(directory, above, "describe", "--tags", "--match", "v[0-9]*", "--match", "[0-9]*");
    }

    GitCommand start(Path directory, List<Path> above, String... arguments) throws IOException {
        return GitCommand.start(limit, executable, directory, above, arguments);
    }

    Contents contents(Path directory, List<Path> above) throws IOException {
        return new Contents(GitCommand.command(Contents.LIMIT, executable, directory, above, "cat-file", "--batch")
                .startDialogue());
    }

    /** Whether git says that it cannot or will not read the repository. */
    static boolean isRefusal(String message) {
        return message.contains(DUBIOUS) || message.contains(NO_REPOSITORY);
    }

    /** Throws the error of a repository that belongs to somebody else, if that is what git says. */
    static void checkOwner(String message, Path directory) throws UserErrorException {
        if (message.contains(DUBIOUS)) {
            throw new UserErrorException("git does not read " + directory
                    + ", because it belongs to another user than the one who builds; if you trust it:"
                    + " git config --global --add safe.directory " + directory);
        }
    }

    static GitFacts refused(String message, Path directory) throws UserErrorException {
        checkOwner(message, directory);
        if (message.contains(NO_REPOSITORY)) {
            return GitFacts.unknown("the .git of " + directory
                    + " leads to no repository (of a worktree or a submodule the main repository is needed too)");
        }
        throw new UserErrorException("git cannot read the index of " + directory + ": " + message);
    }
}
