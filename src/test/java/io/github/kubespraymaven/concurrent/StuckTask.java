package io.github.kubespraymaven.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A task that waits for what never comes; interrupted, it tidies up for a moment. */
public final class StuckTask implements Callable<String> {
    private static final long TIDYING = TimeUnit.MILLISECONDS.toNanos(50);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public String call() {
        begun.countDown();
        await(new CountDownLatch(1));
        long until = System.nanoTime() + TIDYING;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        ended.countDown();
        return "interrupted";
    }

    /** Waits until it is under way. */
    public void awaitBegun() {
        await(begun);
    }

    /** Tells whether it has tidied up. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Tells whether it tidies up, or has, within ten seconds. */
    boolean ends() throws InterruptedException {
        return ended.await(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
