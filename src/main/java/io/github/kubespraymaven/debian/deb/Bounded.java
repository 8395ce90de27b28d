package io.github.kubespraymaven.debian.deb;

import java.io.IOException;
import java.io.InputStream;

/** As many bytes of an archive as one of its members has; that the archive ends before is an error. Closing leaves the archive open. */
final class Bounded extends InputStream {
    private final InputStream archive;
    private final String deb;
    private final String member;
    private final long size;
    private long rest;

    /** The next bytes of an archive; the names are for errors. */
    Bounded(InputStream archive, String deb, String member, long size) {
        this.archive = archive;
        this.deb = deb;
        this.member = member;
        this.size = size;
        this.rest = size;
    }

    /** How many bytes there are altogether. */
    long size() {
        return size;
    }

    /** How many bytes have not been read. */
    long rest() {
        return rest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (rest == 0) {
            return -1;
        }
        int n = archive.read(buffer, offset, (int) Math.min(length, rest));
        if (n < 0) {
            throw new DebException(deb, member, "cut off: " + rest + " of its " + size + " bytes are missing");
        }
        rest -= n;
        return n;
    }

    /** Reads over what is left, and over so many bytes behind it that only fill a block. */
    void finish(long padding) throws IOException {
        skipNBytes(rest);
        new Bounded(archive, deb, member + ", what fills its last block", padding).skipNBytes(padding);
    }
}
