package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.concurrent.DaemonThreads;
import io.github.kubespraymaven.concurrent.Interruption;
import io.github.kubespraymaven.debian.deb.DebArchive;
import io.github.kubespraymaven.debian.deb.DebLimits;
import io.github.kubespraymaven.stream.BlockInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decompresses packages on threads of its own, a few MiB of each before they are read: a decoder is busier than the compressor
 * of the layer, so that two of them keep it supplied. The threads end with {@link #close}.
 */
final class ReadAhead implements AutoCloseable {
    private static final int DECODERS = 2;
    private static final int CHUNK = 1 << 16;

    /** Of one package. */
    private static final int CHUNKS = 64;

    /** After which it is looked whether anybody still decodes. */
    private static final int PATIENCE_MILLIS = 200;

    /** What a decoder hands over. */
    private sealed interface Item {
        /** Some bytes. */
        record Bytes(ByteBuffer bytes) implements Item {}

        /** The package is through. */
        record End() implements Item {}

        /** The decoder gave up. */
        record Failed(Throwable cause) implements Item {}
    }

    private final List<BlockingQueue<Item>> queues;
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Thread> decoders = new ArrayList<>();
    private int read;

    /** Starts with the first packages. */
    ReadAhead(List<PackageFile> files, DebLimits limits) {
        queues = files.stream()
                .<BlockingQueue<Item>>map(file -> new ArrayBlockingQueue<>(CHUNKS))
                .toList();
        ThreadFactory threads = DaemonThreads.named("kubespray-unpack");
        boolean started = false;
        try {
            for (int i = 0; i < DECODERS; i++) {
                Thread decoder = threads.newThread(() -> decode(files, limits));
                decoder.start();
                decoders.add(decoder);
            }
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Packages are begun in the order in which they are read, so that the one that is waited for is always under way. */
    private void decode(List<PackageFile> files, DebLimits limits) {
        try {
            for (int next = begun.getAndIncrement(); next < files.size(); next = begun.getAndIncrement()) {
                decode(files.get(next), limits, queues.get(next));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void decode(PackageFile file, DebLimits limits, BlockingQueue<Item> queue)
            throws InterruptedException {
        Item last = new Item.End();
        try {
            bytes(file, limits, queue);
        } catch (IOException | RuntimeException | Error e) {
            last = new Item.Failed(e);
        }
        queue.put(last);
    }

    private static void bytes(PackageFile file, DebLimits limits, BlockingQueue<Item> queue)
            throws IOException, InterruptedException {
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
        BlockingQueue<Item> queue = queues.get(read++);
        return new BlockInputStream() {
            private ByteBuffer bytes = ByteBuffer.allocate(0);
            private boolean ended;

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
                Item item = ReadAhead.this.take(queue);
                if (item instanceof Item.Bytes some) {
                    bytes = some.bytes();
                } else {
                    ended = true;
                }
            }
        };
    }

    /** A decoder may end without a word: there was no memory left even for that, or a class of the plugin is gone. */
    private Item next(BlockingQueue<Item> queue) throws IOException, InterruptedException {
        while (true) {
            boolean alive = decoders.stream().anyMatch(Thread::isAlive);
            Optional<Item> item = Optional.ofNullable(queue.poll(alive ? PATIENCE_MILLIS : 0, TimeUnit.MILLISECONDS));
            if (item.isPresent()) {
                return item.get();
            }
            if (!alive) {
                throw new IOException("the packages could not be decompressed to their end; try again");
            }
        }
    }

    private Item take(BlockingQueue<Item> queue) throws IOException {
        Item item;
        try {
            item = next(queue);
        } catch (InterruptedException e) {
            throw Interruption.of("interrupted while packages were unpacked", e);
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

    /** Stops the decoders, wherever they are, and waits for their end. */
    @Override
    public void close() {
        decoders.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread decoder : decoders) {
            while (decoder.isAlive()) {
                try {
                    decoder.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
