package io.github.kubespraymaven.checkout.git;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.PathEnd;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of one commit, without checking them out: the paths from git-ls-tree(1), the contents one by one from git-cat-file(1). Git itself
 * reads the objects, so that packs, alternates, worktrees and SHA-256 repositories work as they do for everybody. Nothing is converted: the
 * bytes are those of the commit. Symbolic links are followed within the tree. Not for several threads.
 */
public final class Revision implements Closeable {
    private static final int TAGS_NAMED = 5;

    private final String name;
    private final Map<String, Entry> entries;
    private final Map<String, Set<String>> directories;
    private final Contents contents;
    private final LinkedPaths links = new LinkedPaths(TreeRoot.DIRECTORY, this::link);

    private Revision(String name, Map<String, Entry> entries, Map<String, Set<String>> directories, Contents contents) {
        this.name = name;
        this.entries = entries;
        this.directories = directories;
        this.contents = contents;
    }

    private record Entry(boolean link, String objectId) {}

    /** Opens a revision; see {@link Git#revision}. */
    static Revision open(Git git, Path directory, List<Path> above, String name) throws UserErrorException {
        // What begins with a dash would be an option, and ':' would name a file in the commit.
        if (name.isBlank() || name.startsWith("-") || name.contains(":") || name.indexOf('\0') >= 0) {
            throw new UserErrorException(
                    "'" + name + "' names no revision; a tag such as v2.30.0, a branch or a commit does");
        }
        try {
            GitCommand.Answer commit = git.start(
                            directory, above, "rev-parse", "--verify", "--quiet", name + "^{commit}")
                    .await();
            if (commit.exit() != 0) {
                throw unknown(git, directory, above, name, commit.error());
            }
            GitCommand.Answer listed = git.start(directory, above, "ls-tree", "-r", "-z", commit.line())
                    .await();
            if (listed.exit() != 0) {
                throw new UserErrorException(
                        "git cannot list the files of " + name + " in " + directory + ": " + listed.error());
            }
            Map<String, Entry> entries = entries(listed.out());
            return new Revision(name, entries, directories(entries.keySet()), git.contents(directory, above));
        } catch (UserErrorException e) {
            throw e;
        } catch (IOException e) {
            throw new UserErrorException(git + " cannot be run in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static UserErrorException unknown(Git git, Path directory, List<Path> above, String name, String message)
            throws IOException {
        Git.checkOwner(message, directory);
        GitCommand.Answer tags = git.start(directory, above, "tag", "--list", "--sort=-version:refname", "v[0-9]*")
                .await();
        Git.checkOwner(tags.error(), directory);
        if (tags.exit() != 0) {
            return new UserErrorException(directory + " lies in no git repository, so that there is no revision " + name
                    + " to look at; give a manifest.json instead");
        }
        List<String> newest = tags.out().lines().limit(TAGS_NAMED).toList();
        return new UserErrorException("the git repository of " + directory + " has no revision '" + name + "'; "
                + (newest.isEmpty()
                        ? "it has no tags: git fetch --tags, if it is a shallow clone"
                        : "its newest tags are " + String.join(", ", newest) + "; git fetch --tags may bring more"));
    }

    /** Reads {@code MODE TYPE OBJECT\tPATH\0} entries; submodules have nothing to read. */
    private static Map<String, Entry> entries(String text) {
        Map<String, Entry> entries = new HashMap<>();
        for (int start = 0, end; (end = text.indexOf('\0', start)) >= 0; start = end + 1) {
            int tab = text.indexOf('\t', start);
            String[] fields = text.substring(start, tab).split(" ");
            if (fields[1].equals("blob")) {
                entries.put(text.substring(tab + 1, end), new Entry(fields[0].equals("120000"), fields[2]));
            }
        }
        return entries;
    }

    private static Map<String, Set<String>> directories(Collection<String> paths) {
        Map<String, Set<String>> directories = new TreeMap<>();
        for (String path : paths) {
            String child = path;
            boolean more = true;
            for (String mark = ""; more; mark = "/") {
                int slash = child.lastIndexOf('/');
                String parent = slash < 0 ? "" : child.substring(0, slash);
                more = directories
                                .computeIfAbsent(parent, absent -> new TreeSet<>())
                                .add(child.substring(slash + 1) + mark)
                        && slash >= 0;
                child = parent;
            }
        }
        return directories;
    }

    /** Returns the name by which the revision was opened. */
    public String name() {
        return name;
    }

    /**
     * Returns a file's bytes; empty if there is no such file.
     *
     * @param path below the directory for which the revision was opened, with slashes
     * @throws IOException if git does not give them
     */
    public Optional<byte[]> read(String path) throws IOException {
        Optional<String> real = real(path);
        Entry entry = real.map(entries::get).orElse(null);
        return entry == null ? Optional.empty() : Optional.of(contents.of(entry.objectId(), name + ":" + path));
    }

    /**
     * Returns the names of what is directly in a directory, sorted, with a slash after those of directories and of links to directories;
     * none if there is no such directory.
     *
     * @throws IOException if git does not give a link's target
     */
    public List<String> list(String directory) throws IOException {
        Optional<String> real = real(directory);
        List<String> names = new ArrayList<>();
        for (String child : real.map(directories::get)
                .map(found -> (Collection<String>) found)
                .orElse(List.of())) {
            String path = real.get().isEmpty() ? child : real.get() + "/" + child;
            Entry entry = entries.get(path);
            boolean toDirectory = entry != null
                    && entry.link()
                    && real(path).map(directories::containsKey).orElse(false);
            names.add(toDirectory ? child + "/" : child);
        }
        Collections.sort(names);
        return names;
    }

    /** The path without links, dots and empty steps; empty if it leads out of the tree, or a link nowhere or to itself. */
    private Optional<String> real(String path) throws IOException {
        PathEnd end;
        try {
            end = links.end(path);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return end instanceof PathEnd.Top ? Optional.of("") : end.place().map(TreePath::value);
    }

    private Optional<TreeEntry> link(TreePath place) {
        Entry entry = entries.get(place.value());
        if (entry == null || !entry.link()) {
            return Optional.empty();
        }
        try {
            String target = new String(contents.of(entry.objectId(), name + ":" + place), StandardCharsets.UTF_8);
            // What no link can hold leads nowhere, and so does one that leads to itself.
            boolean holds = !target.isEmpty() && target.indexOf('\0') < 0;
            return Optional.of(TreeEntry.Symlink.to(holds ? target : place.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        contents.close();
    }
}
