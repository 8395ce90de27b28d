package io.github.kubespraymaven.builder;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Something that was begun, and goes on beside what is done meanwhile. */
public final class Task<T> implements AutoCloseable {
    private final Future<T> underWay;

    private Task(Future<T> underWay) {
        this.underWay = underWay;
    }

    /** Begins it on one of these threads. */
    public static <T> Task<T> begin(ExecutorService threads, Callable<T> work) {
        return new Task<>(threads.submit(work));
    }

    /**
     * Waits for its end.
     *
     * @throws IOException what it failed with, if that is one; its other exceptions and errors come as they are
     */
    public T end() throws IOException {
        try {
            return underWay.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("The build was interrupted.").initCause(e);
        }
    }

    /** Gives it up, if it is not ready. */
    @Override
    public void close() {
        underWay.cancel(true);
    }
}
