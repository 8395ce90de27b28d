package io.github.kubespraymaven.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of this plugin: daemons, since none of them may keep Maven alive, with a name that says what they do. */
public final class DaemonThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger number = new AtomicInteger();

    private DaemonThreads(String name) {
        this.name = name;
    }

    /**
     * Returns a factory.
     *
     * @param name of its threads; their number, from 1, is added
     */
    public static DaemonThreads named(String name) {
        return new DaemonThreads(name);
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
