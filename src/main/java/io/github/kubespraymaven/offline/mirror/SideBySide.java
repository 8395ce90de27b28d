package io.github.kubespraymaven.offline.mirror;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Does the same for many things, so many at once; what fails is each one's own affair.
 *
 * @param threads unbounded
 */
record SideBySide(ExecutorService threads) {

    /** Returns the results in the order of the things, which are begun in that order too. */
    <T, R> List<R> map(int atOnce, List<T> things, Function<T, R> work) throws IOException {
        Semaphore places = new Semaphore(atOnce);
        List<Future<R>> begun = new ArrayList<>();
        try {
            for (T thing : things) {
                places.acquire();
                begun.add(threads.submit(() -> {
                    try {
                        return work.apply(thing);
                    } finally {
                        places.release();
                    }
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> one : begun) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while images were copied").initCause(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            begun.forEach(one -> one.cancel(true));
        }
    }
}
