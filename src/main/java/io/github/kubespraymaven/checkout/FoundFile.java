package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.digest.Digest;
import java.nio.file.Path;
import java.util.Optional;

/** What was found at one place of a checkout. */
sealed interface FoundFile {

    /** Returns the place: names joined by '/', below the checkout. */
    String path();

    /** A directory. */
    record Directory(String path) implements FoundFile {}

    /**
     * A regular file, before anything was read of it.
     *
     * @param file where it can be opened
     * @param executable whether its owner may run it, by git's index or else the file system
     * @param stamp by which it shows whether it was touched
     */
    record File(String path, Path file, boolean executable, FileStamp stamp) implements FoundFile {
        /** Returns its bytes' number. */
        long size() {
            return stamp.size();
        }
    }

    /**
     * A regular file, after it was read once.
     *
     * @param digest of its content
     * @param secret what it seems to hold that nobody should find
     */
    record ReadFile(File file, Digest digest, Optional<Secret> secret) implements FoundFile {
        @Override
        public String path() {
            return file.path();
        }
    }

    /** A symbolic link, with the text it holds. */
    record Link(String path, String target) implements FoundFile {}
}
