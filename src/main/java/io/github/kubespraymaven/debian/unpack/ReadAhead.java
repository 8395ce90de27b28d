package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.debian.deb.DebArchive;
import io.github.kubespraymaven.debian.deb.DebLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Decompresses packages one after the other on a thread of its own, a few MiB before they are read: a decoder is as busy as
 * the compressor of the layer, and so both have a core. The thread ends with {@link #close}.
 */
final class ReadAhead implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS = 64;

    /** What the decoder hands over. */
    private sealed interface Item {
        /** Some bytes. */
        record Bytes(ByteBuffer bytes) implements Item {}

        /** A package is through. */
        record End() implements Item {}

        /** The decoder gave up. */
        record Failed(Throwable cause) implements Item {}
    }

    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread decoder;

    /** Starts with the first package. */
    ReadAhead(List<PackageFile> files, DebLimits limits) {
        decoder = new Thread(() -> decode(files, limits), "packages");
        decoder.setDaemon(true);
        decoder.start();
    }

    private void decode(List<PackageFile> files, DebLimits limits) {
        try {
            for (PackageFile file : files) {
                decode(file, limits);
                queue.put(new Item.End());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            try {
                queue.put(new Item.Failed(e));
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void decode(PackageFile file, DebLimits limits) throws IOException, InterruptedException {
        try (InputStream in = new BufferedInputStream(file.deb().open(), CHUNK)) {
            DebArchive archive = DebArchive.open(in, file.fileName(), limits);
            archive.skipControl();
            try (InputStream data = archive.data()) {
                while (true) {
                    byte[] bytes = new byte[CHUNK];
                    int n = data.readNBytes(bytes, 0, CHUNK);
                    if (n == 0) {
                        return;
                    }
                    queue.put(new Item.Bytes(ByteBuffer.wrap(bytes, 0, n)));
                }
            }
        }
    }

    /** The data archive of the next package, to be read to its end before the one after it. */
    InputStream next() {
        return new InputStream() {
            private ByteBuffer bytes = ByteBuffer.allocate(0);
            private boolean ended;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!bytes.hasRemaining() && !ended) {
                    take();
                }
                if (ended) {
                    return -1;
                }
                int n = Math.min(length, bytes.remaining());
                bytes.get(buffer, offset, n);
                return n;
            }

            private void take() throws IOException {
                Item item = ReadAhead.this.take();
                if (item instanceof Item.Bytes some) {
                    bytes = some.bytes();
                } else {
                    ended = true;
                }
            }
        };
    }

    private Item take() throws IOException {
        Item item;
        try {
            item = queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while packages were unpacked").initCause(e);
        }
        if (item instanceof Item.Failed failed) {
            // Thrown again as it is: its own trace shows the decoder, and whoever reads it wants the package's name.
            if (failed.cause() instanceof IOException e) {
                throw e;
            }
            throw new IllegalStateException("a package could not be decompressed", failed.cause());
        }
        return item;
    }

    /** Stops the decoder, wherever it is, and waits for its end. */
    @Override
    public void close() {
        decoder.interrupt();
        queue.clear();
        boolean interrupted = false;
        while (decoder.isAlive()) {
            try {
                decoder.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
