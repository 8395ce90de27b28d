package io.github.kubespraymaven.fetch;

import java.io.IOException;

/** A file of which any part can be read without having all of it. Not for use by several threads at once. */
public interface RangeSource {

    /** Returns how many bytes it has. */
    long size();

    /**
     * Returns exactly the bytes asked for.
     *
     * @param offset of the first, from 0
     * @param length how many; at most 64 MiB
     * @throws IndexOutOfBoundsException if they are not all within the file
     * @throws IOException if they cannot be had, or the file has changed since it was opened
     */
    byte[] read(long offset, int length) throws IOException;
}
