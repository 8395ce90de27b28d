package io.github.kubespraymaven.checkout.git;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What git calls a work tree: all that a version needs. It is asked in a run of its own, which goes on beside other work. */
public final class Description {
    private final Optional<Git> git;
    private final Path directory;
    private final Optional<GitCommand> underWay;
    private @Nullable GitFacts facts;

    private Description(Optional<Git> git, Path directory, Optional<GitCommand> underWay) {
        this.git = git;
        this.directory = directory;
        this.underWay = underWay;
    }

    /**
     * Starts to ask.
     *
     * @param git the git to ask, if there is one
     * @param directory an absolute path
     * @throws UserErrorException if it cannot be run
     */
    public static Description begin(Optional<Git> git, Path directory) throws UserErrorException {
        if (git.isEmpty() || !Files.exists(directory.resolve(".git"))) {
            return new Description(git, directory, Optional.empty());
        }
        List<Path> above = Optional.ofNullable(directory.getParent()).stream().toList();
        try {
            return new Description(git, directory, Optional.of(git.get().describe(directory, above)));
        } catch (IOException e) {
            throw new UserErrorException(git.get() + " cannot be run in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns the description and no other fact, once git has answered.
     *
     * @throws UserErrorException if there is a repository and git refuses to read it
     */
    public GitFacts facts() throws UserErrorException {
        if (facts == null) {
            facts = underWay.isEmpty()
                    ? Git.ask(git, directory)
                    : facts(underWay.get().await());
        }
        return facts;
    }

    private GitFacts facts(GitCommand.Answer described) throws UserErrorException {
        return Git.isRefusal(described.error())
                ? Git.refused(described.error(), directory)
                : new GitFacts(
                        described.exit() == 0 ? Optional.of(described.line()) : Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty());
    }
}
