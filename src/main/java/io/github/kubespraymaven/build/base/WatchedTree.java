package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.checkout.FileStamp;
import io.github.kubespraymaven.manifest.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A directory of variables that remembers which of its files and directories were asked for. As long as all of these keep
 * their size, their time of change to the nanosecond and their identity, or are still missing, they say the same.
 */
final class WatchedTree implements Tree {
    private static final String MISSING = "-";

    private final Path root;
    private final Tree tree;
    private final Set<String> asked = new TreeSet<>();

    WatchedTree(Path root) {
        this.root = root;
        this.tree = Tree.of(root);
    }

    @Override
    public Optional<String> read(String path) throws IOException {
        asked.add(path);
        return tree.read(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        asked.add(directory);
        return tree.list(directory);
    }

    /** Returns a line for all that was asked for; empty if something changed too shortly ago to be relied on. */
    Optional<List<String>> files(Instant readAt) {
        List<String> lines = new ArrayList<>();
        for (String path : asked) {
            Optional<FileStamp> stamp = stamp(root.resolve(path));
            if (path.indexOf('\n') >= 0
                    || stamp.filter(known -> !known.settledAt(readAt)).isPresent()) {
                return Optional.empty();
            }
            lines.add(word(stamp) + " " + path);
        }
        return Optional.of(lines);
    }

    /** Whether all that these lines tell of is as it was. */
    static boolean untouched(Path root, List<String> lines) {
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (space < 0 || !line.substring(0, space).equals(word(stamp(root.resolve(line.substring(space + 1)))))) {
                return false;
            }
        }
        return true;
    }

    /** What cannot be looked at counts as missing: whoever reads it is told why. */
    private static Optional<FileStamp> stamp(Path file) {
        try {
            return Optional.of(FileStamp.of(Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String word(Optional<FileStamp> stamp) {
        return stamp.map(FileStamp::toString).orElse(MISSING);
    }
}
