package io.github.kubespraymaven.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Places that this plugin writes to. They belong to no checkout although they may lie in one. A place is told by what its
 * directory is in the file system, and by its name there: so it is the same by whatever link, mount or spelling it is
 * reached, and before there is anything.
 */
public final class Outputs {
    /** None. */
    public static final Outputs NONE = new Outputs();

    private final Map<Object, Place> directories = new HashMap<>();

    private Outputs() {}

    /** Something that the plugin writes, or a directory on the way to it. */
    static final class Place {
        static final Place NONE = new Place();

        private final Map<String, Place> below = new HashMap<>();
        private boolean written;

        /** Whether it is the plugin's as a whole. */
        boolean isWritten() {
            return written;
        }

        /** Returns what is to be in this directory under a name. */
        Place below(Path child) {
            return below.getOrDefault(String.valueOf(child.getFileName()), NONE);
        }

        /** Returns what is to be in this directory, by name. */
        Map<String, Place> below() {
            return Collections.unmodifiableMap(below);
        }

        /** Tells whether a name in this directory is that of something written, also where case makes no difference. */
        boolean writes(Path child, String name) {
            for (Map.Entry<String, Place> one : below.entrySet()) {
                if (one.getValue().isWritten()
                        && (one.getKey().equals(name)
                                || (one.getKey().equalsIgnoreCase(name)
                                        && isSame(child, child.resolveSibling(one.getKey()))))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isSame(Path one, Path other) {
            try {
                return Files.isSameFile(one, other);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /**
     * Returns those that are named; none of them need be there.
     *
     * @param places absolute
     * @throws IOException if a directory cannot be looked at
     */
    public static Outputs of(Collection<Path> places) throws IOException {
        Outputs outputs = new Outputs();
        for (Path place : places) {
            outputs.add(place);
            if (Files.exists(place)) {
                Path real = place.toRealPath();
                outputs.add(real);
                if (Files.isDirectory(real)) {
                    outputs.directories.computeIfAbsent(identity(real), key -> new Place()).written = true;
                }
            }
        }
        return outputs;
    }

    private void add(Path place) throws IOException {
        Deque<String> names = new ArrayDeque<>();
        Optional<Path> above = Optional.of(place);
        do {
            names.addFirst(String.valueOf(above.get().getFileName()));
            above = Optional.ofNullable(above.get().getParent());
        } while (above.isPresent() && !Files.isDirectory(above.get()));
        if (above.isEmpty()) {
            return; // A root, which is in no checkout.
        }
        Place at = directories.computeIfAbsent(identity(above.get()), key -> new Place());
        for (String name : names) {
            at = at.below.computeIfAbsent(name, key -> new Place());
        }
        at.written = true;
    }

    /** Tells whether a directory that is there is the plugin's as a whole. */
    public boolean isDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        return at(directory, attributes, Place.NONE).isWritten();
    }

    /** Returns what is known of a directory that is there. */
    Place at(Path directory, BasicFileAttributes attributes, Place expected) throws IOException {
        Place known = directories.isEmpty() ? null : directories.get(identity(directory, attributes));
        return known == null ? expected : known;
    }

    /** Returns the same of the directory that a walk begins with. */
    Place at(Path directory) throws IOException {
        return at(directory, Files.readAttributes(directory, BasicFileAttributes.class), Place.NONE);
    }

    private static Object identity(Path directory) throws IOException {
        return identity(directory, Files.readAttributes(directory, BasicFileAttributes.class));
    }

    /** Windows has no keys of files, and no two real paths of one. */
    private static Object identity(Path directory, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return key == null ? directory.toRealPath() : key;
    }
}
