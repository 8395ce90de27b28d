package io.github.kubespraymaven.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A file that cannot be written: names it as its user knows it, says why, and what can be done. */
public final class UnwritableException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final String OTHER_PLACE = "name another place";

    private static final double MEGA = 1e6;

    private final String reason;

    private UnwritableException(Path file, String reason, String wayOut) {
        super(file + " cannot be written: " + reason + "; " + wayOut);
        this.reason = reason;
    }

    private UnwritableException(Path file, String reason, String wayOut, IOException cause) {
        this(file, reason, wayOut);
        // Maven adds the messages of causes to its own, and they have the name that nobody knows.
        addSuppressed(cause);
    }

    /** Says the same of what the file is a part of, whose user knows no parts. */
    public IOException of(String whole) {
        IOException failure = new IOException(
                whole + " cannot be written: " + reason + "; make room, see to its permissions, or " + OTHER_PLACE);
        failure.addSuppressed(this);
        return failure;
    }

    /** Says that somebody else writes it at this moment. */
    public static UnwritableException busy(Path file) {
        return new UnwritableException(file, "another process is writing it", "wait for its end, and run again");
    }

    /** Says that there is less room than a file needs; sizes are in bytes. */
    public static UnwritableException tooLarge(Path file, long needed, long free) {
        String reason = String.format(
                Locale.ROOT,
                "it needs %.1f MB, and %.1f MB are free in %s",
                needed / MEGA,
                free / MEGA,
                file.getParent());
        return new UnwritableException(file, reason, "make room, or " + OTHER_PLACE);
    }

    /** Says why a file cannot be written; whatever name it was to have for the time being is not told. */
    public static UnwritableException of(Path file, IOException cause) {
        if (cause instanceof UnwritableException already) {
            return already;
        }
        String reason = reason(cause);
        String wayOut = reason.equals("file name too long")
                ? "take a shorter name"
                : "make room, see to the permissions of "
                        + Optional.ofNullable(file.getParent()).orElse(file) + ", or " + OTHER_PLACE;
        return new UnwritableException(file, reason, wayOut, cause);
    }

    /** Says that something that is no file stands in a file's place. */
    public static UnwritableException taken(Path file) {
        return new UnwritableException(file, "what is there is no file", OTHER_PLACE);
    }

    /** Says why the directory that a file is to stand in cannot be made. */
    static UnwritableException without(Path directory, Path file, IOException cause) {
        Path at = directory;
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        if (!Files.isDirectory(at)) {
            return new UnwritableException(file, at + " is no directory", OTHER_PLACE, cause);
        }
        return new UnwritableException(
                file,
                "its directory cannot be made in " + at + ": " + reason(cause),
                "see to the permissions of " + at + ", or " + OTHER_PLACE,
                cause);
    }

    /** Returns what the file system said, without the name of a file, which may be one that nobody knows. */
    public static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "its directory is gone";
        }
        if (cause instanceof DirectoryNotEmptyException) {
            return "it is a directory";
        }
        if (cause instanceof NotDirectoryException || cause instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        Optional<String> said = Optional.ofNullable(
                cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage());
        return said.map(text -> text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1))
                .orElse(cause.getClass().getSimpleName());
    }
}
