package io.github.kubespraymaven.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TogetherTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Callable<String> failing(String message) {
        return () -> {
            throw new IOException(message);
        };
    }

    /** Waits for what never comes. */
    private String waitForEver() throws InterruptedException {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
            return "never";
        } finally {
            ended.countDown();
        }
    }

    private void awaitBegun() {
        try {
            begun.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void allFailuresAreSaidTogether() {
        assertEquals(
                "one\ntwo",
                assertThrows(
                                IOException.class,
                                () -> Together.all(threads, List.of(failing("one"), () -> "done", failing("two"))))
                        .getMessage());
    }

    @Test
    void anErrorInOneEndsAllOfThem() throws InterruptedException {
        Callable<String> dying = () -> {
            begun.await();
            throw new NoClassDefFoundError("gone");
        };
        assertThrows(NoClassDefFoundError.class, () -> Together.all(threads, List.of(dying, this::waitForEver)));
        assertTrue(ended.await(10, TimeUnit.SECONDS));
    }

    @Test
    void whatCannotBeBegunEndsWhatWas() throws InterruptedException {
        ExecutorService one = new AbstractExecutorService() {
            private int taken;

            @Override
            public void execute(Runnable task) {
                if (taken++ > 0) {
                    awaitBegun();
                    throw new OutOfMemoryError("unable to create native thread");
                }
                threads.execute(task);
            }

            @Override
            public void shutdown() {}

            @Override
            public List<Runnable> shutdownNow() {
                return List.of();
            }

            @Override
            public boolean isShutdown() {
                return false;
            }

            @Override
            public boolean isTerminated() {
                return false;
            }

            @Override
            public boolean awaitTermination(long time, TimeUnit unit) {
                return false;
            }
        };
        assertThrows(OutOfMemoryError.class, () -> Together.all(one, List.of(this::waitForEver, this::waitForEver)));
        assertTrue(ended.await(10, TimeUnit.SECONDS));
    }
}
