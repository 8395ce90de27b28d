package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.concurrent.ConcurrentTasks;
import io.github.kubespraymaven.concurrent.ThreadPool;
import java.io.IOException;
import java.util.List;

/**
 * Does the same for many blobs or manifests of an image. The first failure ends it all: an image with a blob missing is of no use,
 * and what was moved so far is there at the next try.
 */
final class RegistryTasks {
    private RegistryTasks() {}

    /**
     * Returns the results, in the order of the items.
     *
     * @param atOnce how many are under way at once
     */
    static <T, R> List<R> map(int atOnce, List<T> items, ConcurrentTasks.Work<T, R> work) throws IOException {
        try (ThreadPool threads = ThreadPool.bounded(atOnce, "kubespray-registry")) {
            return new ConcurrentTasks(threads, "interrupted while an image was pushed").map(items, work);
        }
    }
}
