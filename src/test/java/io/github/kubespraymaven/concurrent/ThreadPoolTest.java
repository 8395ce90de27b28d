package io.github.kubespraymaven.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ThreadPoolTest {
    @Test
    void threadsAreDaemonsThatSayWhatTheyDo() throws IOException {
        CyclicBarrier both = new CyclicBarrier(2);
        try (ThreadPool threads = ThreadPool.bounded(2, "kubespray-test")) {
            List<String> seen = new ConcurrentTasks(threads, "interrupted").map(List.of(1, 2), item -> {
                meet(both);
                Thread own = Thread.currentThread();
                return own.getName() + (own.isDaemon() ? ", a daemon" : "");
            });
            assertEquals(
                    List.of("kubespray-test-1, a daemon", "kubespray-test-2, a daemon"),
                    seen.stream().sorted().toList());
        }
    }

    @Test
    void aPoolWithoutBoundHasAsManyThreadsAsTheTasksNeed() throws IOException {
        CyclicBarrier all = new CyclicBarrier(50);
        try (ThreadPool threads = ThreadPool.unbounded("kubespray-test")) {
            new ConcurrentTasks(threads, "interrupted").map(Collections.nCopies(50, "item"), item -> meet(all));
        }
    }

    @Test
    void aBoundedPoolDoesNoMoreAtOnce() throws IOException {
        AtomicInteger atWork = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        try (ThreadPool threads = ThreadPool.bounded(2, "kubespray-test")) {
            List<Boolean> within = new ConcurrentTasks(threads, "interrupted")
                    .map(Collections.nCopies(20, "item"), item -> {
                        boolean few = atWork.incrementAndGet() <= 2;
                        meet(both);
                        atWork.decrementAndGet();
                        return few;
                    });
            assertFalse(within.contains(false));
        }
    }

    @Test
    void whenItIsClosedNobodyIsAtWorkAnyMore() {
        StuckTask stuck = new StuckTask();
        try (ThreadPool threads = ThreadPool.unbounded("kubespray-test")) {
            threads.execute(stuck::call);
            stuck.awaitBegun();
        }
        assertTrue(stuck.hasEnded());
    }

    @Test
    void whoIsInterruptedWaitsForItsEndTooAndStaysInterrupted() {
        StuckTask stuck = new StuckTask();
        try (ThreadPool threads = ThreadPool.unbounded("kubespray-test")) {
            threads.execute(stuck::call);
            stuck.awaitBegun();
            Thread.currentThread().interrupt();
        }
        assertTrue(Thread.interrupted());
        assertTrue(stuck.hasEnded());
    }

    @Test
    void whatIsStoppedDropsWhatWaitsAndTakesNothingMore() throws InterruptedException {
        StuckTask first = new StuckTask();
        StuckTask second = new StuckTask();
        try (ThreadPool threads = ThreadPool.bounded(1, "kubespray-test")) {
            threads.execute(first::call);
            threads.execute(second::call);
            first.awaitBegun();
            threads.stop();
            assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
            assertTrue(first.ends());
        }
        assertFalse(second.hasEnded());
    }

    private static int meet(CyclicBarrier others) {
        try {
            return others.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
