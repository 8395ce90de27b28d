package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.checkout.Outputs.Place;
import io.github.kubespraymaven.checkout.git.IndexEntry;
import io.github.kubespraymaven.checkout.ignore.IgnoreRules;
import io.github.kubespraymaven.checkout.ignore.IgnoreRules.Verdict;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.Replacement;
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
    private final Outputs outputs;
    private final Class<? extends BasicFileAttributes> attributes;
    private final InputRecorder watch;
    private final List<FoundFile> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> unsearched = new LinkedHashMap<>();

    private Walk(Path top, IgnoreRules rules, Map<String, IndexEntry> index, Outputs outputs, InputRecorder watch) {
        this.rules = rules;
        this.index = index;
        this.outputs = outputs;
        this.attributes = Modes.attributes(top.getFileSystem());
        this.watch = watch;
    }

    /**
     * Walks.
     *
     * @param outputs what does not belong to the checkout although it lies in it
     * @param watch is told of all that the outcome follows from
     * @throws UserErrorException if anything found can be in no image; names all of it
     */
    static Outcome of(Path top, IgnoreRules rules, Map<String, IndexEntry> index, Outputs outputs, InputRecorder watch)
            throws IOException {
        Walk walk = new Walk(top, rules, index, outputs, watch);
        walk.directory(top, "", Verdict.ABOVE, outputs.at(top));
        walk.problems.addAll(CheckoutLinks.leaving(walk.found));
        if (!walk.problems.isEmpty()) {
            throw new UserErrorException("what cannot go into an image of " + top + " (remove it, or keep it out with "
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
    record Outcome(List<FoundFile> found, List<String> warnings) {}

    private List<String> warnings() {
        return unsearched.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "' in .dockerignore brings nothing back from " + entry.getValue()
                        + "/, which is excluded as a whole: as with buildah and Docker's classic builder, and unlike"
                        + " BuildKit, only exceptions that name an excluded directory without wildcards do")
                .toList();
    }

    /** What a walk has found at a place. */
    private enum Holds {
        /** Something that goes in. */
        SOMETHING,
        /** Nothing that goes in. */
        NOTHING,
        /** The plugin's own and nothing else, which was not there before the plugin wrote it. */
        OUTPUTS
    }

    /** Adds what is kept of a directory, in order. */
    private Holds directory(Path directory, String path, Verdict above, Place outputsHere) {
        TreeMap<TreePath, Path> children = new TreeMap<>();
        List<String> names = new ArrayList<>();
        Set<String> notCounted = new HashSet<>(path.isEmpty() ? NEVER : Set.of());
        int others = 0;
        boolean own = !outputsHere.below().isEmpty();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory)) {
            for (Path child : listed) {
                String name = child.getFileName().toString();
                if (outputsHere.writes(child, name) || Replacement.isBeside(name)) {
                    notCounted.add(name);
                    own = true;
                } else if (NEVER.contains(name)) {
                    notCounted.add(name);
                    others++;
                } else {
                    names.add(name);
                    others++;
                    place(child, path).ifPresent(place -> children.put(place, child));
                }
            }
            Optional<List<String>> traces = path.isEmpty() ? Optional.empty() : Traces.inDirectory(directory, names);
            if (traces.isPresent()) {
                watchTraces(directory, names, traces.get());
                return Holds.OUTPUTS;
            }
        } catch (IOException | DirectoryIteratorException e) {
            problems.add(shown(path) + ": cannot be listed: " + e.getMessage());
        }
        outputsHere.below().forEach((name, place) -> await(directory.resolve(name), place));
        notCounted.addAll(outputsHere.below().keySet());
        watch.directory(directory, names, notCounted);
        int before = found.size();
        for (Map.Entry<TreePath, Path> child : children.entrySet()) {
            if (child(child.getValue(), child.getKey().value(), above, outputsHere) == Holds.OUTPUTS) {
                others--;
                own = true;
            }
        }
        return found.size() > before ? Holds.SOMETHING : own && others == 0 ? Holds.OUTPUTS : Holds.NOTHING;
    }

    /** A directory that an output makes: what else comes to stand in it will count. */
    private void await(Path directory, Place place) {
        if (!place.isWritten()) {
            watch.directory(directory, List.of(), place.below().keySet());
            place.below().forEach((name, below) -> await(directory.resolve(name), below));
        }
    }

    private void watchTraces(Path directory, List<String> names, List<String> files) throws IOException {
        watch.directory(directory, names, Set.of());
        for (String name : files) {
            Path file = directory.resolve(name);
            watch.file(
                    file,
                    FileStamp.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
        }
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

    private Holds child(Path child, String path, Verdict above, Place parent) {
        Verdict verdict = rules.of(path, above);
        boolean searched = !verdict.excluded() || rules.searchedAlthoughExcluded(path);
        List<String> missed = searched ? List.of() : rules.exceptionsNotLookedFor(path);
        if (!searched && missed.isEmpty()) {
            return Holds.NOTHING;
        }
        try {
            BasicFileAttributes known = Files.readAttributes(child, attributes, LinkOption.NOFOLLOW_LINKS);
            if (known.isDirectory() && !searched) {
                missed.forEach(exception -> unsearched.putIfAbsent(exception, path));
            } else if (known.isDirectory()) {
                return childDirectory(child, path, verdict, outputs.at(child, known, parent.below(child)));
            } else if (!verdict.excluded()) {
                return leaf(child, path, known);
            }
        } catch (NoSuchFileException e) {
            return Holds.NOTHING; // gone since it was listed, and so not in the checkout
        } catch (IOException e) {
            problems.add(path + ": cannot be read: " + e.getMessage());
        }
        return Holds.NOTHING;
    }

    private Holds childDirectory(Path child, String path, Verdict verdict, Place place) {
        if (place.isWritten()) {
            return Holds.OUTPUTS;
        }
        int at = found.size();
        Holds holds = directory(child, path, verdict, place);
        if (holds == Holds.SOMETHING || (holds == Holds.NOTHING && !verdict.excluded())) {
            found.add(at, new FoundFile.Directory(path));
        }
        return holds;
    }

    private Holds leaf(Path child, String path, BasicFileAttributes known) throws IOException {
        if (known.isSymbolicLink()) {
            try {
                Path target = Files.readSymbolicLink(child);
                watch.link(child, target.toString());
                found.add(new FoundFile.Link(path, FileNames.text(target)));
            } catch (CharacterCodingException e) {
                problems.add(path + ": a link to a name that is not UTF-8");
            }
        } else if (known.isRegularFile()) {
            if (Traces.isArchive(child, known.size())) {
                watch.file(child, FileStamp.of(known));
                return Holds.OUTPUTS;
            }
            found.add(file(child, path, known));
        } else {
            problems.add(path + ": neither file, directory nor link, but a socket, pipe or device");
        }
        return Holds.SOMETHING;
    }

    private FoundFile file(Path child, String path, BasicFileAttributes known) throws IOException {
        FileStamp stamp = FileStamp.of(known);
        Optional<IndexEntry> indexed = Optional.ofNullable(index.get(path));
        Optional<IndexEntry.Kind> kind = indexed.map(IndexEntry::kind);
        if (kind.equals(Optional.of(IndexEntry.Kind.LINK)) && known.size() <= MAX_TARGET) {
            // Where git may not make links (core.symlinks, on Windows) it leaves a file that holds the target.
            byte[] content = Files.readAllBytes(child);
            if (indexed.get().holds(content)) {
                watch.file(child, stamp);
                return new FoundFile.Link(path, new String(content, StandardCharsets.UTF_8));
            }
        }
        if (kind.isPresent()) {
            watch.file(child, stamp);
            return new FoundFile.File(path, child, kind.get() == IndexEntry.Kind.EXECUTABLE, stamp);
        }
        boolean executable = Modes.isExecutable(known);
        watch.file(child, stamp, executable);
        return new FoundFile.File(path, child, executable, stamp);
    }

    private static String shown(String path) {
        return path.isEmpty() ? "." : path;
    }
}
