package io.github.kubespraymaven.image.compress;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * zstd (RFC 8878): every piece is a frame of its own, and a stream is frames one after the other (section 3). The library's
 * version is fixed by this project, and its output does not depend on the platform.
 */
final class Zstd implements PieceFormat {
    private static final int LEVEL = 6;
    private static final int PIECE = 1 << 21;

    @Override
    public int pieceSize() {
        return PIECE;
    }

    @Override
    public int history() {
        return 0;
    }

    @Override
    public byte[] header() {
        return new byte[0];
    }

    @Override
    public ByteBuffer compress(byte[] buffer, int start, int length, boolean last) throws IOException {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(LEVEL).setContentSize(true).setChecksum(true);
            byte[] out = new byte[(int) com.github.luben.zstd.Zstd.compressBound(length)];
            int size = context.compressByteArray(out, 0, out.length, buffer, start, length);
            return ByteBuffer.wrap(out, 0, size);
        } catch (LinkageError e) {
            throw new IOException(
                    "zstd's native library does not run on this machine (" + e.getMessage() + "): use compression=gzip",
                    e);
        }
    }

    @Override
    public byte[] trailer(long crc32, long length) {
        return new byte[0];
    }
}
