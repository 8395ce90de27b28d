package io.github.kubespraymaven.checkout.git;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What git is asked of a directory, in up to three runs beside each other that go on while something else is done. Commit and
 * tag count only where the directory is the top of a work tree: in a kubespray that lies inside another project's repository
 * they tell about that project.
 */
public final class GitQuery {
    private final Optional<Git> git;
    private final Path directory;
    private final boolean top;

    /** The index, and of the top of a work tree the commit and the description. */
    private final List<GitCommand> underWay;

    private final List<GitCommand.Answer> answers = new ArrayList<>();

    private GitQuery(Optional<Git> git, Path directory, boolean top, List<GitCommand> underWay) {
        this.git = git;
        this.directory = directory;
        this.top = top;
        this.underWay = underWay;
    }

    /**
     * Starts to ask.
     *
     * @param git the git to ask, if there is one
     * @param directory an absolute path
     * @throws UserErrorException if it cannot be run
     */
    public static GitQuery begin(Optional<Git> git, Path directory) throws UserErrorException {
        boolean top = Files.exists(directory.resolve(".git"));
        return new GitQuery(git, directory, top, git.isPresent() ? start(git.get(), directory, top) : List.of());
    }

    private static List<GitCommand> start(Git git, Path directory, boolean top) throws UserErrorException {
        try {
            if (!top) {
                return List.of(git.start(directory, List.of(), "ls-files", "--stage", "-z"));
            }
            Path parent = directory.getParent();
            List<Path> above = parent == null ? List.of() : List.of(parent);
            return List.of(
                    git.start(directory, above, "ls-files", "--stage", "-z"),
                    git.start(directory, above, "rev-list", "--timestamp", "--max-count=1", "HEAD"),
                    git.describe(directory, above));
        } catch (IOException e) {
            if (!top) {
                return List.of();
            }
            throw new UserErrorException(git + " cannot be run in " + directory + ": " + e.getMessage(), e);
        }
    }

    private List<GitCommand.Answer> answers() throws UserErrorException {
        if (answers.isEmpty()) {
            for (GitCommand command : underWay) {
                answers.add(command.await());
            }
        }
        return answers;
    }

    /** Returns all that git answered: as long as that is the same, so are the facts. */
    public String text() throws UserErrorException {
        StringBuilder text = new StringBuilder(top ? "top" : "part");
        for (GitCommand.Answer answer : answers()) {
            text.append('\n').append(answer.exit()).append('\n').append(answer.out());
            text.append('\n').append(answer.error());
        }
        return text.toString();
    }

    /**
     * Returns what is known.
     *
     * @throws UserErrorException if there is a repository and git refuses to read it
     */
    public GitFacts facts() throws UserErrorException {
        if (git.isEmpty()) {
            return top
                    ? GitFacts.unknown("there is no git on the PATH to read the tags of " + directory)
                    : GitFacts.NONE;
        }
        if (underWay.isEmpty()) {
            return GitFacts.NONE;
        }
        GitCommand.Answer listed = answers().get(0);
        if (!top) {
            return listed.exit() == 0
                    ? new GitFacts(Optional.empty(), Optional.empty(), index(listed.out()), Optional.empty())
                    : GitFacts.NONE;
        }
        if (listed.exit() != 0) {
            return Git.refused(listed.error(), directory);
        }
        GitCommand.Answer head = answers().get(1);
        GitCommand.Answer described = answers().get(2);
        return new GitFacts(
                described.exit() == 0 ? Optional.of(described.line()) : Optional.empty(),
                head.exit() == 0 ? Optional.of(commit(head.line())) : Optional.empty(),
                index(listed.out()),
                Optional.empty());
    }

    private GitFacts.Commit commit(String line) throws UserErrorException {
        int blank = line.indexOf(' ');
        try {
            return new GitFacts.Commit(
                    line.substring(blank + 1), Instant.ofEpochSecond(Long.parseLong(line.substring(0, blank))));
        } catch (RuntimeException e) {
            throw new UserErrorException(
                    "git rev-list in " + directory + " printed '" + line + "', where a time and a commit were expected",
                    e);
        }
    }

    /** Reads {@code MODE OBJECT STAGE\tPATH\0} entries. Of an unmerged path the first stage listed counts. */
    private static Map<String, IndexEntry> index(String text) {
        Map<String, IndexEntry> entries = new HashMap<>();
        for (int start = 0, end; (end = text.indexOf('\0', start)) >= 0; start = end + 1) {
            int tab = text.indexOf('\t', start);
            String objectId = text.substring(start + 7, text.indexOf(' ', start + 7));
            IndexEntry.Kind kind =
                    switch (text.substring(start, start + 6)) {
                        case "100755" -> IndexEntry.Kind.EXECUTABLE;
                        case "120000" -> IndexEntry.Kind.LINK;
                        case "160000" -> IndexEntry.Kind.SUBMODULE;
                        default -> IndexEntry.Kind.FILE;
                    };
            entries.putIfAbsent(text.substring(tab + 1, end), new IndexEntry(kind, objectId));
        }
        return entries;
    }
}
