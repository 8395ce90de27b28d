package io.github.kubespraymaven.debian.deb;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/** How a member is compressed, which deb(5) has its name say. */
enum MemberCompression {
    NONE(""),
    GZIP(".gz"),
    XZ(".xz"),
    ZSTD(".zst");

    /** KiB that xz may ask for: what {@code xz -9}, the most that dpkg-deb uses, needs. */
    private static final int XZ_MEMORY = 66 << 10;

    private final String suffix;

    MemberCompression(String suffix) {
        this.suffix = suffix;
    }

    /** The compression of a member; empty when it is another member, or a compression that is not known. */
    static Optional<MemberCompression> of(String member, String stem) {
        for (MemberCompression compression : values()) {
            if (member.equals(stem + compression.suffix)) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }

    /** The plain bytes of a stream. What follows the compressed data is an error. */
    InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
                // Each stream of xz -6 asks for 8 MiB, which are handed on to the next.
            case XZ -> new XZInputStream(in, XZ_MEMORY, true, BasicArrayCache.getInstance());
            case ZSTD -> zstd(in);
        };
    }

    private static InputStream zstd(InputStream in) throws IOException {
        try {
            return new ZstdInputStreamNoFinalizer(in);
        } catch (LinkageError e) {
            throw new IOException("zstd's native library does not run on this machine (" + e.getMessage() + ")", e);
        }
    }
}
