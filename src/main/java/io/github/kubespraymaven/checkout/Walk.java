package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.checkout.git.IndexEntry;
import io.github.kubespraymaven.checkout.ignore.IgnoreRules;
import io.github.kubespraymaven.checkout.ignore.IgnoreRules.Verdict;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One walk over a checkout: what is in it and not kept out, in the order of the paths, and what cannot go into an image. */
final class Walk {
    /** Never in an image: git's own, and where the plugin keeps a deployment's state. */
    private static final Set<String> NEVER = Set.of(".git", ".kubespray");

    /** No path in Linux is longer, so neither is a link's target. */
    private static final int MAX_TARGET = 4095;

    private final IgnoreRules rules;
    private final Map<String, IndexEntry> index;
    private final Set<Path> outside;
    private final Class<? extends BasicFileAttributes> attributes;
    private final Watch watch;
    private final List<Found> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> unsearched = new LinkedHashMap<>();

    private Walk(Path top, IgnoreRules rules, Map<String, IndexEntry> index, Set<Path> outside, Watch watch) {
        this.rules = rules;
        this.index = index;
        this.outside = outside;
        this.attributes = Modes.attributes(top.getFileSystem());
        this.watch = watch;
    }

    /**
     * Walks.
     *
     * @param outside absolute paths that do not belong to the checkout although they lie in it
     * @param watch is told of all that the outcome follows from
     * @throws CheckoutException if anything found can be in no image; names all of it
     */
    static Outcome of(Path top, IgnoreRules rules, Map<String, IndexEntry> index, Set<Path> outside, Watch watch)
            throws CheckoutException {
        Walk walk = new Walk(top, rules, index, outside, watch);
        walk.directory(top, "", Verdict.ABOVE);
        walk.problems.addAll(Links.leaving(walk.found));
        if (!walk.problems.isEmpty()) {
            throw new CheckoutException("what cannot go into an image of " + top + " (remove it, or keep it out with "
                    + "a line in .dockerignore):\n  " + String.join("\n  ", walk.problems));
        }
        return new Outcome(walk.found, walk.warnings());
    }

    /**
     * What a walk brings.
     *
     * @param found in the order of the paths
     * @param warnings about rules that do not do what they seem to
     */
    record Outcome(List<Found> found, List<String> warnings) {}

    private List<String> warnings() {
        return unsearched.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "' in .dockerignore brings nothing back from " + entry.getValue()
                        + "/, which is excluded as a whole: as with buildah and Docker's classic builder, and unlike"
                        + " BuildKit, only exceptions that name an excluded directory without wildcards do")
                .toList();
    }

    /** Adds what is kept of a directory, in order; returns whether anything is. */
    private boolean directory(Path directory, String path, Verdict above) {
        TreeMap<TreePath, Path> children = new TreeMap<>();
        List<String> names = new ArrayList<>();
        Set<String> notCounted = new HashSet<>(path.isEmpty() ? NEVER : Set.of());
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory)) {
            for (Path child : listed) {
                String name = child.getFileName().toString();
                if (NEVER.contains(name) || outside.contains(child)) {
                    notCounted.add(name);
                } else {
                    names.add(name);
                    place(child, path).ifPresent(place -> children.put(place, child));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            problems.add(shown(path) + ": cannot be listed: " + e.getMessage());
        }
        watch.directory(directory, names, notCounted);
        int before = found.size();
        children.forEach((place, child) -> child(child, place.value(), above));
        return found.size() > before;
    }

    private Optional<TreePath> place(Path child, String parent) {
        Path last = child.getFileName();
        try {
            String name = FileNames.text(last);
            return Optional.of(TreePath.of(parent.isEmpty() ? name : parent + "/" + name));
        } catch (CharacterCodingException e) {
            problems.add(shown(parent) + ": holds a name that is not UTF-8: '" + last + "'");
        } catch (IllegalArgumentException e) {
            problems.add(shown(parent) + ": holds " + e.getMessage());
        }
        return Optional.empty();
    }

    private void child(Path child, String path, Verdict above) {
        Verdict verdict = rules.of(path, above);
        boolean searched = !verdict.excluded() || rules.searchedAlthoughExcluded(path);
        List<String> missed = searched ? List.of() : rules.exceptionsNotLookedFor(path);
        if (!searched && missed.isEmpty()) {
            return;
        }
        try {
            BasicFileAttributes known = Files.readAttributes(child, attributes, LinkOption.NOFOLLOW_LINKS);
            if (known.isDirectory() && !searched) {
                missed.forEach(exception -> unsearched.putIfAbsent(exception, path));
            } else if (known.isDirectory()) {
                int place = found.size();
                if (directory(child, path, verdict) || !verdict.excluded()) {
                    found.add(place, new Found.Directory(path));
                }
            } else if (!verdict.excluded()) {
                leaf(child, path, known);
            }
        } catch (NoSuchFileException e) {
            return; // gone since it was listed, and so not in the checkout
        } catch (IOException e) {
            problems.add(path + ": cannot be read: " + e.getMessage());
        }
    }

    private void leaf(Path child, String path, BasicFileAttributes known) throws IOException {
        if (known.isSymbolicLink()) {
            try {
                Path target = Files.readSymbolicLink(child);
                watch.link(child, target.toString());
                found.add(new Found.Link(path, FileNames.text(target)));
            } catch (CharacterCodingException e) {
                problems.add(path + ": a link to a name that is not UTF-8");
            }
        } else if (known.isRegularFile()) {
            found.add(file(child, path, known));
        } else {
            problems.add(path + ": neither file, directory nor link, but a socket, pipe or device");
        }
    }

    private Found file(Path child, String path, BasicFileAttributes known) throws IOException {
        FileStamp stamp = FileStamp.of(known);
        Optional<IndexEntry> indexed = Optional.ofNullable(index.get(path));
        Optional<IndexEntry.Kind> kind = indexed.map(IndexEntry::kind);
        if (kind.equals(Optional.of(IndexEntry.Kind.LINK)) && known.size() <= MAX_TARGET) {
            // Where git may not make links (core.symlinks, on Windows) it leaves a file that holds the target.
            byte[] content = Files.readAllBytes(child);
            if (indexed.get().holds(content)) {
                watch.file(child, stamp);
                return new Found.Link(path, new String(content, StandardCharsets.UTF_8));
            }
        }
        if (kind.isPresent()) {
            watch.file(child, stamp);
            return new Found.File(path, child, kind.get() == IndexEntry.Kind.EXECUTABLE, stamp);
        }
        boolean executable = Modes.isExecutable(known);
        watch.file(child, stamp, executable);
        return new Found.File(path, child, executable, stamp);
    }

    private static String shown(String path) {
        return path.isEmpty() ? "." : path;
    }
}
