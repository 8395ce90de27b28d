package io.github.kubespraymaven.image.compress;

import io.github.kubespraymaven.concurrent.Interruption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.zip.CRC32;

/**
 * Compresses what is written to it. The pieces are handed to workers and their results written out in order; when too many
 * are under way, the writing thread does the oldest itself if no worker has begun it, so that a stream makes progress
 * even when all workers are taken. The bytes do not depend on who did what.
 */
public final class PieceStream extends OutputStream {
    private final PieceFormat format;
    private final Executor workers;
    private final int ahead;
    private final OutputStream out;
    private final ArrayDeque<FutureTask<ByteBuffer>> underWay = new ArrayDeque<>();
    private final CRC32 crc = new CRC32();
    private long length;

    private byte[] buffer;
    private int start;
    private int end;
    private boolean begun;

    PieceStream(PieceFormat format, Executor workers, int ahead, OutputStream out) {
        this.format = format;
        this.workers = workers;
        this.ahead = ahead;
        this.out = out;
        this.buffer = new byte[format.history() + format.pieceSize()];
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        crc.update(bytes, offset, count);
        length += count;
        for (int done = 0; done < count; ) {
            if (end - start == format.pieceSize()) {
                submit(false);
            }
            int n = Math.min(count - done, format.pieceSize() - (end - start));
            System.arraycopy(bytes, offset + done, buffer, end, n);
            end += n;
            done += n;
        }
    }

    /**
     * Ends the stream. Nothing may be written after that.
     *
     * @throws IOException if the compressed bytes cannot be written
     */
    public void finish() throws IOException {
        submit(true);
        while (!underWay.isEmpty()) {
            drainOldest();
        }
        out.write(format.trailer(crc.getValue(), length));
    }

    /** Gives up what is under way, so that no worker goes on with a stream that nobody will read. */
    @Override
    public void close() {
        underWay.forEach(task -> task.cancel(false));
        underWay.clear();
    }

    private void submit(boolean last) throws IOException {
        if (!begun) {
            out.write(format.header());
            begun = true;
        }
        while (underWay.size() >= ahead) {
            drainOldest();
        }
        byte[] full = buffer;
        int from = start;
        int count = end - start;
        FutureTask<ByteBuffer> task = new FutureTask<>(() -> format.compress(full, from, count, last));
        underWay.add(task);
        workers.execute(task);
        int kept = Math.min(format.history(), end);
        byte[] next = new byte[buffer.length];
        System.arraycopy(buffer, end - kept, next, 0, kept);
        buffer = next;
        start = kept;
        end = kept;
    }

    private void drainOldest() throws IOException {
        FutureTask<ByteBuffer> oldest = underWay.remove();
        oldest.run();
        try {
            ByteBuffer piece = oldest.get();
            out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
        } catch (InterruptedException e) {
            throw Interruption.of("interrupted while a layer was compressed", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? io
                    : new IOException("a layer cannot be compressed", e.getCause());
        }
    }
}
