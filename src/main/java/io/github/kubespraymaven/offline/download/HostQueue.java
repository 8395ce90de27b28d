package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.concurrent.Interruption;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The files of one host, and how many of them are fetched at once: few at first, one more for each that was small, so that many
 * small files do not wait for the way there and back, and large ones do not crowd each other.
 */
final class HostQueue {
    /** How many at most. */
    static final int MOST = 16;

    private static final int FIRST = 4;
    private static final int FIRST_RAW = 2;
    private static final long SMALL = 1 << 20;

    private final Deque<FileDownload> files;
    private final Semaphore places;
    private final int most;
    private int allowed;

    /**
     * @param raw whether the host makes these files on the fly, and answers few at once only (GitHub's raw files)
     */
    HostQueue(Collection<FileDownload> files, boolean raw) {
        this.files = new ArrayDeque<>(files);
        this.allowed = raw ? FIRST_RAW : FIRST;
        this.most = raw ? FIRST_RAW : MOST;
        this.places = new Semaphore(allowed);
    }

    /** Returns how many of them could ever be under way at once. */
    synchronized int lanes() {
        return Math.min(most, files.size());
    }

    /** Waits until another one may begin, and returns it; empty where there is none left. */
    Optional<FileDownload> next() throws InterruptedIOException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            throw Interruption.of("interrupted while files were fetched", e);
        }
        synchronized (this) {
            Optional<FileDownload> next = Optional.ofNullable(files.poll());
            if (next.isEmpty()) {
                places.release();
            }
            return next;
        }
    }

    /** One has ended, of so many bytes. */
    synchronized void ended(long size) {
        boolean more = size <= SMALL && allowed < most;
        allowed += more ? 1 : 0;
        places.release(more ? 2 : 1);
    }
}
