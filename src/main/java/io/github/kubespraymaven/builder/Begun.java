package io.github.kubespraymaven.builder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** Tasks that were begun together: what is under way when this is closed is given up. */
public final class Begun implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Task<?>> tasks = new ArrayList<>();

    public Begun(ExecutorService threads) {
        this.threads = threads;
    }

    /** Begins another. */
    public <T> Task<T> task(Callable<T> work) {
        Task<T> task = Task.begin(threads, work);
        tasks.add(task);
        return task;
    }

    @Override
    public void close() {
        tasks.forEach(Task::close);
    }
}
