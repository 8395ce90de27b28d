package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ParallelTest {
    private final AtomicInteger atWork = new AtomicInteger();

    @Test
    void anErrorInOneIsTheEnd() {
        NoClassDefFoundError end =
                assertThrows(NoClassDefFoundError.class, () -> new Parallel(2).map(List.of("dies", "waits"), item -> {
                    if (item.equals("dies")) {
                        throw new NoClassDefFoundError("gone");
                    }
                    waitForEver();
                    return "never";
                }));
        assertEquals("gone", end.getMessage());
    }

    @Test
    void whenItHasFailedNobodyIsAtWorkAnyMore() {
        CountDownLatch begun = new CountDownLatch(1);
        assertThrows(IOException.class, () -> new Parallel(2).map(List.of("fails", "waits"), item -> {
            if (item.equals("fails")) {
                awaitQuietly(begun);
                throw new IOException("full");
            }
            atWork.incrementAndGet();
            begun.countDown();
            waitForEver();
            tidyUp();
            atWork.decrementAndGet();
            return "never";
        }));
        assertEquals(0, atWork.get());
    }

    /** Takes a while. */
    private static void tidyUp() {
        long until = System.nanoTime() + 50_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static void waitForEver() {
        awaitQuietly(new CountDownLatch(1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
