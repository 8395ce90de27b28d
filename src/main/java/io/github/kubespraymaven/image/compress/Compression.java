package io.github.kubespraymaven.image.compress;

import java.io.OutputStream;
import java.util.concurrent.Executor;

/** How a layer's tar stream is compressed. */
public enum Compression {
    /** What every tool of the last ten years reads. */
    GZIP("gzip"),
    /** Smaller and faster to unpack; read by containerd from 1.5 and docker from 23 on. */
    ZSTD("zstd");

    private final String label;

    Compression(String label) {
        this.label = label;
    }

    /** Returns the name as users write it and as it ends a media type. */
    public String label() {
        return label;
    }

    /**
     * Starts a stream.
     *
     * @param workers do the compressing, beside the thread that writes
     * @param ahead how many pieces may be under way before the writing thread helps or waits, at least 1
     * @param out takes the compressed bytes, from the writing thread; stays open
     */
    public PieceStream start(Executor workers, int ahead, OutputStream out) {
        PieceFormat format =
                switch (this) {
                    case GZIP -> new Gzip();
                    case ZSTD -> new Zstd();
                };
        return new PieceStream(format, workers, ahead, out);
    }
}
