package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.cache.CacheException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does the same for many things, some of them at once.
 *
 * @param threads how many at once
 */
record Parallel(int threads) {
    private static final int SECONDS = 5;

    Parallel {
        if (threads < 1) {
            throw new IllegalArgumentException("not a number of downloads at once: " + threads);
        }
    }

    /** Something done for one thing. */
    @FunctionalInterface
    interface Work<T> {
        void on(T item) throws IOException;
    }

    /**
     * Does the work for all and returns what failed, in the order of the things.
     *
     * @throws CacheException at once, because nothing else can succeed either
     */
    <T> List<IOException> forEach(Collection<T> items, Work<T> work) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, items.size())), task -> {
            Thread thread = new Thread(task, "kubespray-fetch");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Optional<IOException>>> results = new ArrayList<>();
            for (T item : items) {
                results.add(workers.submit(() -> attempt(item, work)));
            }
            List<IOException> failures = new ArrayList<>();
            for (Future<Optional<IOException>> result : results) {
                result.get().ifPresent(failures::add);
            }
            return failures;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while files were fetched");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CacheException cache) {
                throw cache;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            end(workers);
        }
    }

    /** Whoever has been told to end still deletes what it was writing. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            boolean unused = workers.awaitTermination(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> Optional<IOException> attempt(T item, Work<T> work) throws CacheException {
        try {
            work.on(item);
            return Optional.empty();
        } catch (CacheException e) {
            throw e;
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
