package io.github.kubespraymaven.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body on its way out, read in large pieces. Who checks what is read does so at its end; so the last piece is given only
 * when the end was seen behind it, and whoever waits for so many bytes never has all of a wrong body.
 */
final class Outgoing implements Closeable {
    private static final int SIZE = 128 * 1024;

    private final InputStream in;
    private long left;

    Outgoing(InputStream in, long size) {
        this.in = in;
        this.left = size;
    }

    /** Returns the length of what to read the next piece into; 0 at the end. */
    int length() {
        return (int) Math.min(SIZE, left);
    }

    /** Reads the next piece and returns its length, which is less than {@link #length()} where the body is too short. */
    int next(byte[] piece) throws IOException {
        int wanted = length();
        int length = in.readNBytes(piece, 0, wanted);
        if (length == left && in.read() >= 0) {
            throw new IOException("a body has more bytes than it was said to have");
        }
        left = length < wanted ? 0 : left - length;
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
