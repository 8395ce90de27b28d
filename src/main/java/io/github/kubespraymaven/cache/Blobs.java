package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Blobs on disk, each under its digest. A blob that is there is whole: it is written beside and renamed. */
public interface Blobs {

    /**
     * Returns the file of a blob, if it is there. Its size and time are checked against what was recorded when it was
     * stored (one stat); one that was touched since is verified by its hash, and deleted when that is wrong.
     */
    Optional<Path> find(Digest digest) throws IOException;

    /**
     * Opens a blob, if it is there, as a stream that ends with an error instead of its end when the bytes are wrong; the
     * blob is deleted then, so that the next build makes it anew.
     */
    Optional<InputStream> open(Digest digest) throws IOException;

    /**
     * Stores what a stream holds, verified.
     *
     * @param what what it is, for errors
     * @throws io.github.kubespraymaven.digest.DigestMismatchException if the bytes are others; nothing is stored then
     */
    Path put(InputStream bytes, String what, Digest wanted, OptionalLong size) throws IOException;

    /** Starts a blob whose digest, of this kind, is known when all is written. */
    BlobWriter writer(Algorithm algorithm) throws IOException;

    /** Starts a blob whose sha256 digest is known when all is written: a layer. */
    default BlobWriter writer() throws IOException {
        return writer(Algorithm.SHA256);
    }
}
