package io.github.kubespraymaven.tree.archive;

import io.github.kubespraymaven.stream.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** As many bytes of an archive as one of its members has; that the archive ends before is an error. Closing leaves the archive open. */
public final class MemberBytes extends BlockInputStream {
    private final InputStream archive;
    private final long size;
    private final ErrorFactory complaint;
    private long rest;

    /** The next bytes of an archive. */
    public MemberBytes(InputStream archive, long size, ErrorFactory complaint) {
        this.archive = archive;
        this.size = size;
        this.complaint = complaint;
        this.rest = size;
    }

    /** Returns how many bytes there are altogether. */
    public long size() {
        return size;
    }

    /** Returns how many bytes have not been read. */
    public long rest() {
        return rest;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (rest == 0) {
            return -1;
        }
        int n = archive.read(buffer, offset, (int) Math.min(length, rest));
        if (n < 0) {
            throw complaint.of(
                    "cut off: " + rest + " of its " + size + " bytes are missing",
                    Optional.of(new EOFException("cut off")));
        }
        rest -= n;
        return n;
    }

    /** {@inheritDoc} Of a file they are not read; of a stream they are, since it may count or hash what goes by. */
    @Override
    public long skip(long count) throws IOException {
        if (!(archive instanceof FileSlice)) {
            return super.skip(count);
        }
        long skipped = archive.skip(Math.max(0, Math.min(count, rest)));
        rest -= skipped;
        return skipped;
    }

    /** Reads over what is left, and over so many bytes behind it that only fill a block. */
    public void finish(long padding) throws IOException {
        skipNBytes(rest);
        new MemberBytes(
                        archive,
                        padding,
                        (problem, cause) -> complaint.of("what fills its last block is " + problem, cause))
                .skipNBytes(padding);
    }
}
