package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Bytes as they are stored. */
final class StoredDigest {
    private StoredDigest() {}

    /** Returns the digest of all that comes. */
    static Digest digest(InputStream in) throws IOException {
        MessageDigest sum = Algorithm.SHA256.start();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sum.update(buffer, 0, n);
        }
        return Digest.finish(sum);
    }
}
