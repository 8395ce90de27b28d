package io.github.kubespraymaven.python.zip;

import io.github.kubespraymaven.python.PythonException.ZipException;
import io.github.kubespraymaven.stream.BlockInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bytes of one member. They end with an error where they are not as many, or others than announced. */
final class MemberStream extends BlockInputStream {
    private final ZipMember member;
    private final String what;
    private final Inflater inflater;
    private final Compressed compressed;
    private final Consumer<Inflater> giveBack;
    private final CRC32 crc = new CRC32();
    private long count;
    private boolean closed;

    MemberStream(ZipMember member, String what, Inflater inflater, Compressed compressed, Consumer<Inflater> giveBack) {
        this.member = member;
        this.what = what + ", " + member.name();
        this.inflater = inflater;
        this.compressed = compressed;
        this.giveBack = giveBack;
    }

    /** The compressed bytes between a first piece that is there and an end, read piece by piece. */
    static final class Compressed {
        private static final int PIECE = 1 << 18;
        private final ByteSource source;
        private final long end;
        private ByteBuffer piece;
        private long rest;

        Compressed(ByteSource source, ByteBuffer first, long rest, long end) {
            this.source = source;
            this.piece = first;
            this.rest = rest;
            this.end = end;
        }

        /** Returns the piece to read from, empty at the end. */
        ByteBuffer next() throws IOException {
            if (!piece.hasRemaining() && rest < end) {
                int length = (int) Math.min(PIECE, end - rest);
                piece = ByteBuffer.wrap(source.read(rest, length));
                rest += length;
            }
            return piece;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException(what + ": read after it was closed");
        }
        if (length == 0) {
            return 0;
        }
        int n = member.deflated() ? inflate(buffer, offset, length) : copy(buffer, offset, length);
        if (n <= 0) {
            checkEnd();
            return -1;
        }
        count += n;
        if (count > member.size()) {
            throw new ZipException(what, "has more bytes than the " + member.size() + " announced");
        }
        crc.update(buffer, offset, n);
        return n;
    }

    private int copy(byte[] buffer, int offset, int length) throws IOException {
        ByteBuffer piece = compressed.next();
        int n = Math.min(length, piece.remaining());
        piece.get(buffer, offset, n);
        return n;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            while (!inflater.finished()) {
                int n = inflater.inflate(buffer, offset, length);
                if (n > 0) {
                    return n;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException(what, "its compressed bytes are damaged: a preset dictionary");
                }
                if (!inflater.finished() && inflater.needsInput()) {
                    ByteBuffer piece = compressed.next();
                    if (!piece.hasRemaining()) {
                        throw new ZipException(what, "its compressed bytes end too early");
                    }
                    inflater.setInput(piece);
                }
            }
            return -1;
        } catch (DataFormatException e) {
            ZipException problem = new ZipException(what, "its compressed bytes are damaged: " + e.getMessage());
            problem.initCause(e);
            throw problem;
        }
    }

    private void checkEnd() throws IOException {
        if (count != member.size()) {
            throw new ZipException(what, "has " + count + " bytes, not the " + member.size() + " announced");
        }
        if (compressed.next().hasRemaining()) {
            throw new ZipException(what, "something follows its compressed bytes");
        }
        if (crc.getValue() != member.crc32()) {
            throw new ZipException(
                    what,
                    "its CRC-32 is " + Long.toHexString(crc.getValue()) + ", not " + Long.toHexString(member.crc32()));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inflater.reset();
            giveBack.accept(inflater);
        }
    }
}
