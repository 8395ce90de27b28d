package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.file.UnwritableException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The cache cannot be written or read: its disk is full, it may not be written, or its name is taken by a file. */
public final class CacheException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names the cache's directory, what the file system said, and the way out. */
    public CacheException(Path directory, IOException cause) {
        super("the cache " + directory + " cannot be used: " + reason(cause)
                + "; make room or see to its permissions, or name another directory with -Dkubespray.cache=DIR");
        // Maven adds the messages of causes to its own, and they have names that nobody knows.
        addSuppressed(cause);
    }

    /** Files have names here that nobody knows; their directories say where it is. */
    private static String reason(IOException cause) {
        String reason = UnwritableException.reason(cause);
        return cause instanceof FileSystemException failure && failure.getFile() != null
                ? reason + " in " + Path.of(failure.getFile()).getParent()
                : reason;
    }
}
