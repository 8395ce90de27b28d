package io.github.kubespraymaven.python.zip;

import java.io.IOException;

/** Bytes that can be read at any place: of a file, or of a server that answers ranges. */
public interface ByteSource {

    /** Returns how many bytes there are. */
    long size() throws IOException;

    /**
     * Reads some bytes, all of them.
     *
     * @param offset of the first one, from the start
     * @param length how many; offset and length lie within {@link #size()}
     * @throws IOException if they cannot be had
     */
    byte[] read(long offset, int length) throws IOException;
}
