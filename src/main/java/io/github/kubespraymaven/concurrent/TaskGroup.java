package io.github.kubespraymaven.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Different tasks that belong together: those that have not ended when the group is closed are cancelled. */
public final class TaskGroup implements AutoCloseable {
    private final ConcurrentTasks tasks;
    private final List<RunningTask<?>> begun = new ArrayList<>();

    /** A group of none so far. */
    public TaskGroup(ConcurrentTasks tasks) {
        this.tasks = tasks;
    }

    /** Begins another. */
    public <T> RunningTask<T> begin(Callable<T> work) {
        RunningTask<T> task = tasks.begin(work);
        begun.add(task);
        return task;
    }

    @Override
    public void close() {
        begun.forEach(RunningTask::close);
    }
}
