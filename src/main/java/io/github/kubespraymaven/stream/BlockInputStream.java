package io.github.kubespraymaven.stream;

import java.io.IOException;
import java.io.InputStream;

/** A stream that knows one way to read: in blocks. Single bytes and what is skipped come by that way too; there are no marks. */
public abstract class BlockInputStream extends InputStream {
    /** Nothing has been read. */
    protected BlockInputStream() {}

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
