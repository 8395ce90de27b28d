package io.github.kubespraymaven.builder;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** Does things side by side and waits for all of them. */
public final class Together {
    private Together() {}

    /**
     * Returns what each task gives, in the order of the tasks; they are begun in that order too.
     *
     * @throws IOException if some failed: says every failure
     */
    public static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks) throws IOException {
        List<T> results = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        try (Begun begun = new Begun(threads)) {
            List<Task<T>> underWay = new ArrayList<>();
            tasks.forEach(task -> underWay.add(begun.task(task)));
            for (Task<T> task : underWay) {
                try {
                    results.add(task.end());
                } catch (InterruptedIOException e) {
                    throw e;
                } catch (IOException | RuntimeException e) {
                    failures.add(e);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw BaseErrors.of(failures);
        }
        return results;
    }
}
