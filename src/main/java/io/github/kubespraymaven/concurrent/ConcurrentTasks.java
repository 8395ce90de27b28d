package io.github.kubespraymaven.concurrent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.FutureTask;

/**
 * Runs tasks side by side, on threads that belong to somebody else, such as a {@link ThreadPool}. What a task throws reaches the
 * caller as itself: an {@link IOException}, a {@link RuntimeException} or an {@link Error}. What it means for the other tasks is
 * decided by a {@link FailurePolicy}. Safe for use by many threads.
 */
public final class ConcurrentTasks {
    private final Executor threads;
    private final int atOnce;
    private final String interruption;

    /**
     * Tasks of which as many run at once as there are threads.
     *
     * @param interruption what is said to a caller who is interrupted while waiting for tasks
     */
    public ConcurrentTasks(Executor threads, String interruption) {
        this(threads, Integer.MAX_VALUE, interruption);
    }

    private ConcurrentTasks(Executor threads, int atOnce, String interruption) {
        this.threads = threads;
        this.atOnce = atOnce;
        this.interruption = interruption;
    }

    /**
     * What is done for each item.
     *
     * @param <T> an item
     * @param <R> what comes of it
     */
    @FunctionalInterface
    public interface Work<T, R> {
        /** Does it for one. */
        R on(T item) throws IOException;
    }

    /** Returns tasks on the same threads, of which each call of {@code map} has at most so many under way. */
    public ConcurrentTasks atMost(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("not a number of tasks at once: " + atOnce);
        }
        return new ConcurrentTasks(threads, atOnce, interruption);
    }

    /** Begins one task. */
    public <T> RunningTask<T> begin(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        threads.execute(task);
        return new RunningTask<>(task, interruption);
    }

    /** As {@link #map(Collection, Work, FailurePolicy)}; whatever fails first ends all. */
    public <T, R> List<R> map(Collection<T> items, Work<T, R> work) throws IOException {
        return map(items, work, FailurePolicy.FIRST_ENDS_ALL);
    }

    /**
     * Does the work for each item. The tasks are begun in the order of the items. All have ended when this returns; when it throws,
     * those that have not are cancelled, which interrupts their threads.
     *
     * @return what came of the items, in their order
     * @throws IOException if some failed: what the policy says
     * @throws java.io.InterruptedIOException if the caller is interrupted; its thread stays marked as such
     */
    public <T, R> List<R> map(Collection<T> items, Work<T, R> work, FailurePolicy policy) throws IOException {
        CompletionService<R> tasks = new ExecutorCompletionService<>(threads);
        List<RunningTask<R>> begun = new ArrayList<>();
        try {
            Iterator<T> next = items.iterator();
            for (int ended = 0; next.hasNext() || ended < begun.size(); ) {
                if (next.hasNext() && begun.size() - ended < atOnce) {
                    T item = next.next();
                    begun.add(new RunningTask<>(tasks.submit(() -> work.on(item)), interruption));
                } else {
                    requireHarmless(new RunningTask<>(tasks.take(), interruption), policy);
                    ended++;
                }
            }
            return results(begun, policy);
        } catch (InterruptedException e) {
            throw Interruption.of(interruption, e);
        } finally {
            begun.forEach(RunningTask::close);
        }
    }

    /** Looks at tasks in the order in which they end, so that a failure that ends all is not waited for behind others. */
    private static void requireHarmless(RunningTask<?> ended, FailurePolicy policy) throws IOException {
        try {
            ended.end();
        } catch (IOException | RuntimeException e) {
            if (policy.endsAll(e)) {
                throw e;
            }
        }
    }

    private static <R> List<R> results(List<RunningTask<R>> ended, FailurePolicy policy) throws IOException {
        List<R> results = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        for (RunningTask<R> task : ended) {
            try {
                results.add(task.end());
            } catch (IOException | RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw RunningTask.asItself(policy.together(failures));
        }
        return results;
    }
}
