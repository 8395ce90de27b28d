package io.github.kubespraymaven.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does the same for many things, some of them at once. The first failure ends it all: an image with a blob missing is of
 * no use, and what was moved so far is there at the next try.
 *
 * @param threads how many at once
 */
record Parallel(int threads) {
    private static final int SECONDS = 5;

    /** Something done for one thing. */
    @FunctionalInterface
    interface Work<T, R> {
        R on(T item) throws IOException;
    }

    /** Returns the results, in the order of the things. */
    <T, R> List<R> map(List<T> items, Work<T, R> work) throws IOException {
        if (items.isEmpty()) {
            return List.of();
        }
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, items.size()), task -> {
            Thread thread = new Thread(task, "kubespray-push");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<R> completion = new ExecutorCompletionService<>(workers);
            List<Future<R>> started = new ArrayList<>();
            for (T item : items) {
                started.add(completion.submit(() -> work.on(item)));
            }
            for (int i = 0; i < items.size(); i++) {
                completion.take().get();
            }
            List<R> results = new ArrayList<>();
            for (Future<R> done : started) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while an image was pushed");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
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
}
