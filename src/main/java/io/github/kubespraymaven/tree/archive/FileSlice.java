package io.github.kubespraymaven.tree.archive;

import io.github.kubespraymaven.stream.BlockInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some of the bytes of an open file. It has a place of its own in the file, so many threads may each read one. */
public final class FileSlice extends BlockInputStream {
    private final FileChannel file;
    private final long end;
    private long position;

    /** Reads from one place of a file to another, or to its end. Closing leaves the file open. */
    public FileSlice(FileChannel file, long start, long end) {
        this.file = file;
        this.position = start;
        this.end = end;
    }

    /** Returns where in the file the next byte is. */
    public long position() {
        return position;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int most = (int) Math.min(length, end - position);
        int n = most <= 0 ? -1 : file.read(ByteBuffer.wrap(buffer, offset, most), position);
        position += Math.max(n, 0);
        return n;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, end - position));
        position += skipped;
        return skipped;
    }
}
