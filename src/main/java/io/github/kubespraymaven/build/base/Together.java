package io.github.kubespraymaven.build.base;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Does things side by side and waits for all of them. */
final class Together {
    private Together() {}

    /**
     * Returns what each task gives, in the order of the tasks; they are begun in that order too.
     *
     * @throws IOException if some failed: says every failure
     */
    static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks) throws IOException {
        List<Future<T>> underWay = new ArrayList<>();
        tasks.forEach(task -> underWay.add(threads.submit(task)));
        List<T> results = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        for (Future<T> task : underWay) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause() instanceof Exception cause ? cause : e);
            } catch (InterruptedException e) {
                underWay.forEach(other -> other.cancel(true));
                throw interrupted();
            }
        }
        if (!failures.isEmpty()) {
            throw BaseException.of(failures);
        }
        return results;
    }

    /** Returns what one task gives that was begun before. */
    static <T> T result(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw BaseException.of(List.of(e.getCause() instanceof Exception cause ? cause : e));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("The build was interrupted.");
    }
}
