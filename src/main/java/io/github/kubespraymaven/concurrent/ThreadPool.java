package io.github.kubespraymaven.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that end with it, also where what they work for fails in the midst of something: a Maven that goes on would have
 * them at work in its next build.
 */
public final class ThreadPool implements Executor, AutoCloseable {
    private static final int SECONDS = 5;

    private final ExecutorService threads;

    private ThreadPool(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * Returns a pool of so many threads, begun when they are needed; what is more waits for its turn.
     *
     * @param name says what the threads do
     */
    public static ThreadPool bounded(int threads, String name) {
        return new ThreadPool(Executors.newFixedThreadPool(threads, DaemonThreads.named(name)));
    }

    /**
     * Returns a pool of as many threads as there are things to do, for things that wait for each other or for the network.
     *
     * @param name says what the threads do
     */
    public static ThreadPool unbounded(String name) {
        return new ThreadPool(Executors.newCachedThreadPool(DaemonThreads.named(name)));
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Interrupts what is under way, drops what waits for its turn and takes nothing more. Does not wait. */
    public void stop() {
        threads.shutdownNow();
    }

    /** Stops, and waits up to 5 seconds for the threads: whoever has been told to end still deletes what it was writing. */
    @Override
    public void close() {
        stop();
        // An interrupt that came before is why there is something to delete: only another one ends the wait.
        boolean interrupted = Thread.interrupted();
        try {
            boolean unused = threads.awaitTermination(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
