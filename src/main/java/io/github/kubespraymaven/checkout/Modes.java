package io.github.kubespraymaven.checkout;

import java.nio.file.FileSystem;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Who may run a file, where the file system knows. */
final class Modes {
    private Modes() {}

    /** Returns the attributes that hold modes, or those that every file system has. */
    static Class<? extends BasicFileAttributes> attributes(FileSystem files) {
        return files.supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributes.class
                : BasicFileAttributes.class;
    }

    /** Whether its owner may run it. */
    static boolean isExecutable(BasicFileAttributes known) {
        return known instanceof PosixFileAttributes posix
                && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }
}
