package io.github.kubespraymaven.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A path as its user wrote it, in a parameter: relative to a directory that is known, and never to the one that the Java
 * process happens to be in, which a daemon shares among builds.
 */
public final class UserPath {
    private static final String HOME = "~";

    private UserPath() {}

    /**
     * Returns what a text names.
     *
     * @param base what it is relative to; absolute
     * @throws IllegalArgumentException if it is no path, or one that a shell was to complete
     */
    public static Path of(String text, Path base) {
        if (text.equals(HOME) || text.startsWith(HOME + "/") || text.startsWith(HOME + "\\")) {
            throw new IllegalArgumentException(
                    "'" + text + "' begins with a " + HOME + " that no shell has put your home"
                            + " directory for; write the whole path, or ./" + text + " if a directory has that name");
        }
        try {
            return base.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path: " + e.getReason(), e);
        }
    }
}
