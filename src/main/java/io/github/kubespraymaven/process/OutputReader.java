package io.github.kubespraymaven.process;

import io.github.kubespraymaven.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Reads one output of a program while it runs, so that it never waits for a reader. It has a thread of its own, for a read cannot be
 * interrupted: whatever keeps the output open keeps this thread, and nobody else.
 */
final class OutputReader implements Runnable {
    private static final int CHUNK = 8192;
    private static final ThreadFactory THREADS = DaemonThreads.named("kubespray-output");

    private final InputStream stream;
    private final int most;
    private final boolean keepsEnd;
    private final Process process;
    private final CountDownLatch done = new CountDownLatch(1);
    private byte[] kept = new byte[CHUNK];
    private int length;
    private boolean over;

    private OutputReader(Process process, InputStream stream, int most, boolean keepsEnd) {
        this.process = process;
        this.stream = stream;
        this.most = most;
        this.keepsEnd = keepsEnd;
    }

    /**
     * Starts to read.
     *
     * @param most how many bytes are kept
     * @param keepsEnd whether these are the last, of as many as come; otherwise a process that prints more is ended
     */
    static OutputReader start(Process process, InputStream stream, int most, boolean keepsEnd) {
        OutputReader reader = new OutputReader(process, stream, most, keepsEnd);
        THREADS.newThread(reader).start();
        return reader;
    }

    @Override
    public void run() {
        try (stream) {
            byte[] chunk = new byte[CHUNK];
            for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                if (take(chunk, read)) {
                    CommandRun.end(process.toHandle());
                }
            }
        } catch (IOException e) {
            // The process was ended; what it printed until then is all there is.
        } finally {
            done.countDown();
        }
    }

    /** Returns true the first time that there is more than there may be. */
    private synchronized boolean take(byte[] chunk, int read) {
        if (over) {
            return false;
        }
        if (!keepsEnd && read > most - length) {
            over = true;
            return true;
        }
        if (keepsEnd && length > most && length + read > kept.length) {
            System.arraycopy(kept, length - most, kept, 0, most);
            length = most;
        }
        if (length + read > kept.length) {
            kept = Arrays.copyOf(
                    kept, (int) Math.max(length + read, Math.min(2L * kept.length, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(chunk, 0, kept, length, read);
        length += read;
        return false;
    }

    /** Waits for the end; false if it does not come in time. */
    boolean await(long nanoseconds) throws InterruptedException {
        return done.await(nanoseconds, TimeUnit.NANOSECONDS);
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Returns what has been read so far. */
    synchronized String text() {
        int start = keepsEnd ? Math.max(0, length - most) : 0;
        return new String(kept, start, length - start, StandardCharsets.UTF_8);
    }
}
