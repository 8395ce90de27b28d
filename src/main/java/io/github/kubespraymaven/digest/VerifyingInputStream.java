package io.github.kubespraymaven.digest;

import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.OptionalLong;

/**
 * A stream that ends with an error instead of its end when its bytes are not those of a digest and, where one is known, of
 * a size. A reader that stops before the end has verified nothing.
 */
public final class VerifyingInputStream extends WrappedInputStream {
    private final String what;
    private final Digest wanted;
    private final OptionalLong size;
    private final MessageDigest sum;
    private long count;

    /**
     * Wraps a stream.
     *
     * @param in the bytes to verify
     * @param what what they are, for the error
     * @param wanted their digest
     * @param size how many they are, if that is known: more than that are never read
     */
    public VerifyingInputStream(InputStream in, String what, Digest wanted, OptionalLong size) {
        super(in);
        this.what = what;
        this.wanted = wanted;
        this.size = size;
        this.sum = wanted.algorithm().start();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n < 0) {
            verify();
            return -1;
        }
        count += n;
        if (size.isPresent() && count > size.getAsLong()) {
            throw new DigestMismatchException(what, size.getAsLong() + " bytes", "more");
        }
        sum.update(buffer, offset, n);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return readNBytes((int) Math.min(n, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void verify() throws IOException {
        if (size.isPresent() && count != size.getAsLong()) {
            throw new DigestMismatchException(what, size.getAsLong() + " bytes", count + " bytes");
        }
        Digest got = Digest.of(wanted.algorithm(), clonedSum());
        if (!got.equals(wanted)) {
            throw new DigestMismatchException(what, wanted.toString(), got.toString());
        }
    }

    /** Reading on after the end must give the same answer again, so the computation itself is not ended. */
    private byte[] clonedSum() {
        try {
            return ((MessageDigest) sum.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own hash functions can be cloned", e);
        }
    }
}
