package io.github.kubespraymaven.concurrent;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A task that was begun, and goes on beside what its owner does meanwhile.
 *
 * @param <T> what it gives
 */
public final class RunningTask<T> implements AutoCloseable {
    private final Future<T> future;
    private final String interruption;

    /**
     * Takes what was begun elsewhere.
     *
     * @param interruption what is said to a caller who is interrupted while waiting for the end
     */
    public RunningTask(Future<T> future, String interruption) {
        this.future = future;
        this.interruption = interruption;
    }

    /**
     * Waits for its end and returns what it gives.
     *
     * @throws IOException what the task failed with, if that is one; its runtime exceptions and errors come as they are, too
     * @throws java.io.InterruptedIOException if the caller is interrupted; its thread stays marked as such
     * @throws java.util.concurrent.CancellationException if the task was cancelled
     */
    public T end() throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw asItself(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw Interruption.of(interruption, e);
        }
    }

    /** Returns the failure if it is declared, and throws it if it need not be. */
    static IOException asItself(Throwable failure) {
        if (failure instanceof IOException declared) {
            return declared;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw failure instanceof RuntimeException bug ? bug : new IllegalStateException(failure);
    }

    /** Cancels the task, if it has not ended: its thread is interrupted. */
    @Override
    public void close() {
        future.cancel(true);
    }
}
