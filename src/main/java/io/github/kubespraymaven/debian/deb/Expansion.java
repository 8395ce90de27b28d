package io.github.kubespraymaven.debian.deb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The plain bytes of a member, as many as its size allows. Errors of the decoder get the package's name. */
final class Expansion extends InputStream {
    private final InputStream plain;
    private final String deb;
    private final String member;
    private final long most;
    private final String why;
    private long count;

    /**
     * Opens a member.
     *
     * @param most how many bytes may come
     * @param why what a reader is told when more come
     */
    private Expansion(InputStream plain, String deb, String member, long most, String why) {
        this.plain = plain;
        this.deb = deb;
        this.member = member;
        this.most = most;
        this.why = why;
    }

    static Expansion open(
            Bounded packed, MemberCompression compression, String deb, String member, long most, DebLimits limits)
            throws IOException {
        long size = packed.size();
        long believable = Math.max(limits.unsuspicious(), size * limits.ratio());
        String why = believable < most
                ? "its " + size + " bytes unpack to more than " + believable + ", which no package's do"
                : "it unpacks to more than " + most + " bytes";
        try {
            return new Expansion(compression.open(packed), deb, member, Math.min(believable, most), why);
        } catch (DebException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(deb, member, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = plain.read(buffer, offset, length);
        } catch (DebException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(deb, member, e);
        }
        count += Math.max(n, 0);
        if (count > most) {
            throw new DebException(deb, member, why);
        }
        return n;
    }

    /** Frees what a decoder holds; the file below stays open. */
    @Override
    public void close() throws IOException {
        plain.close();
    }

    private static DebException damaged(String deb, String member, IOException e) {
        if (e instanceof EOFException) {
            return new DebException(deb, member, "its compressed data is cut off", e);
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new DebException(deb, member, "cannot be decompressed: " + message, e);
    }
}
