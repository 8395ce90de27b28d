package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Blobs on disk, each under its sha256 digest. A blob that is there is whole: it is written beside and renamed. */
public interface Blobs {

    /**
     * Returns the file of a blob, if it is there. Its size and time are checked against what was recorded when it was
     * stored; one that was touched since is verified by its hash, and deleted when that is wrong.
     */
    Optional<Path> find(Digest digest) throws IOException;

    /**
     * Stores what a stream holds, verified.
     *
     * @param what what it is, for errors
     * @throws io.github.kubespraymaven.digest.DigestMismatchException if the bytes are others; nothing is stored then
     */
    Path put(InputStream bytes, String what, Digest wanted, OptionalLong size) throws IOException;
}
