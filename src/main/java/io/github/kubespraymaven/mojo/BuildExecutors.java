package io.github.kubespraymaven.mojo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one goal's run: as many as cores for what computes, as many as needed for what waits. They end with it, also
 * where it fails in the midst of something: a Maven that goes on would have them at work in its next build.
 */
final class BuildExecutors implements AutoCloseable {
    private static final int SECONDS = 5;

    private final ExecutorService workers = Executors.newFixedThreadPool(cores(), named("kubespray-compress"));
    private final ExecutorService threads = Executors.newCachedThreadPool(named("kubespray-build"));

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    ExecutorService workers() {
        return workers;
    }

    ExecutorService threads() {
        return threads;
    }

    /** They must not keep Maven alive, nor be left behind in one that goes on with other projects. */
    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        workers.shutdownNow();
        threads.shutdownNow();
        try {
            // Whoever has been told to end still deletes what it was writing.
            boolean unused = threads.awaitTermination(SECONDS, TimeUnit.SECONDS)
                    && workers.awaitTermination(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
