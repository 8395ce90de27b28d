package io.github.kubespraymaven.cache;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** The cache cannot be written or read: its disk is full, it may not be written, or its name is taken by a file. */
public final class CacheException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names the cache's directory, what the file system said, and the way out. */
    public CacheException(Path directory, IOException cause) {
        super(
                "the cache " + directory + " cannot be used: " + reason(cause)
                        + "; make room or see to its permissions, or name another directory with -Dkubespray.cache=DIR",
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (cause instanceof FileSystemException failure) {
            String reason = Optional.ofNullable(failure.getReason())
                    .orElse(cause.getClass().getSimpleName());
            return reason + " (" + failure.getFile() + ")";
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }
}
