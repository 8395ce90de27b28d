package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes bytes on, and knows their number and their digest. */
final class DigestingOutput extends FilterOutputStream {
    private final MessageDigest sum = Algorithm.SHA256.start();
    private long count;

    DigestingOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        sum.update(bytes, offset, length);
        count += length;
    }

    /** Returns the digest of all bytes; may be asked for once. */
    Digest digest() {
        return Digest.finish(sum);
    }

    long count() {
        return count;
    }
}
