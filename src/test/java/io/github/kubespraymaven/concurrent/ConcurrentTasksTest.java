package io.github.kubespraymaven.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConcurrentTasksTest {
    private static final String INTERRUPTION = "interrupted while a test ran";

    /** Every failure is said; those of the disk end all. */
    private static final FailurePolicy TOGETHER = new FailurePolicy() {
        @Override
        public boolean endsAll(Exception failure) {
            return "the disk is full".equals(failure.getMessage());
        }

        @Override
        public Exception together(List<Exception> failures) {
            return new IOException(failures.stream().map(Exception::getMessage).collect(Collectors.joining("\n")));
        }
    };

    private final ThreadPool threads = ThreadPool.unbounded("kubespray-test");
    private final ConcurrentTasks tasks = new ConcurrentTasks(threads, INTERRUPTION);
    private final StuckTask stuck = new StuckTask();

    /** A task without an item. */
    private interface Work {
        String run() throws IOException;
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    private static Work failing(String message) {
        return () -> {
            throw new IOException(message);
        };
    }

    private static Work failing(Exception failure) {
        return () -> {
            throw RunningTask.asItself(failure);
        };
    }

    private Work dyingBesideTheStuck() {
        return () -> {
            stuck.awaitBegun();
            throw new NoClassDefFoundError("gone");
        };
    }

    private List<String> map(Work... work) throws IOException {
        return tasks.map(List.of(work), Work::run);
    }

    private List<String> mapTogether(Work... work) throws IOException {
        return tasks.map(List.of(work), Work::run, TOGETHER);
    }

    @Test
    void resultsComeInTheOrderOfTheItems() throws IOException {
        assertEquals(List.of(2, 4, 6), tasks.atMost(2).map(List.of(1, 2, 3), one -> one * 2));
        CountDownLatch last = new CountDownLatch(1);
        assertEquals(
                List.of("first", "last"),
                map(
                        () -> {
                            await(last);
                            return "first";
                        },
                        () -> {
                            last.countDown();
                            return "last";
                        }));
    }

    @Test
    void ofNothingComesNothing() throws IOException {
        assertEquals(List.of(), tasks.map(List.of(), item -> item));
    }

    @Test
    void tasksAreBegunInTheOrderOfTheItems() throws IOException {
        List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
        List<Integer> items = IntStream.range(0, 50).boxed().toList();
        tasks.atMost(1).map(items, begun::add);
        assertEquals(items, begun);

        List<Integer> submitted = new ArrayList<>();
        Executor inOrder = task -> {
            submitted.add(submitted.size());
            threads.execute(task);
        };
        assertEquals(items, new ConcurrentTasks(inOrder, INTERRUPTION).map(items, item -> item));
        assertEquals(items, submitted);
    }

    @Test
    void soManyAreUnderWayAtOnceAndNoMore() throws IOException {
        AtomicInteger atWork = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        List<Boolean> within = tasks.atMost(2).map(Collections.nCopies(20, "item"), item -> {
            boolean few = atWork.incrementAndGet() <= 2;
            meet(both);
            atWork.decrementAndGet();
            return few;
        });
        assertFalse(within.contains(false));
    }

    @Test
    void noneAtOnceIsNoNumber() {
        assertEquals(
                "not a number of tasks at once: 0",
                assertThrows(IllegalArgumentException.class, () -> tasks.atMost(0))
                        .getMessage());
    }

    @Test
    void whatATaskThrowsReachesTheCallerAsItIs() {
        for (Exception failure : List.of(
                new IOException("failed"), new InterruptedIOException("failed"), new ArithmeticException("bug"))) {
            assertSame(failure, assertThrows(failure.getClass(), () -> map(failing(failure))));
        }
        UncheckedIOException unchecked = new UncheckedIOException(new IOException("failed"));
        assertSame(unchecked, assertThrows(UncheckedIOException.class, () -> map(failing(unchecked))));
    }

    @Test
    void anErrorInOneGivesItsPlaceToTheNextAndIsTheEnd() {
        NoClassDefFoundError end =
                assertThrows(NoClassDefFoundError.class, () -> tasks.atMost(1).map(List.of(1, 2, 3), one -> {
                    throw new NoClassDefFoundError("gone");
                }));
        assertEquals("gone", end.getMessage());
    }

    @Test
    void anErrorInOneIsTheEnd() throws InterruptedException {
        NoClassDefFoundError end =
                assertThrows(NoClassDefFoundError.class, () -> map(dyingBesideTheStuck(), stuck::call));
        assertEquals("gone", end.getMessage());
        assertTrue(stuck.ends());
    }

    @Test
    void anErrorInOneEndsAllOfThem() throws InterruptedException {
        assertThrows(NoClassDefFoundError.class, () -> mapTogether(dyingBesideTheStuck(), stuck::call));
        assertTrue(stuck.ends());
    }

    @Test
    void anErrorIsNotWaitedForBehindOthers() throws InterruptedException {
        assertThrows(NoClassDefFoundError.class, () -> mapTogether(stuck::call, dyingBesideTheStuck()));
        assertTrue(stuck.ends());
    }

    @Test
    void theFirstFailureEndsAll() throws InterruptedException {
        assertEquals(
                "full",
                assertThrows(
                                IOException.class,
                                () -> map(stuck::call, () -> {
                                    stuck.awaitBegun();
                                    throw new IOException("full");
                                }))
                        .getMessage());
        assertTrue(stuck.ends());
    }

    @Test
    void afterTheFirstFailureNothingIsBegun() {
        List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
        assertThrows(IOException.class, () -> tasks.atMost(1).map(List.of(1, 2, 3), item -> {
            begun.add(item);
            throw new IOException("full");
        }));
        assertEquals(List.of(1), begun);
    }

    @Test
    void allFailuresAreSaidTogether() {
        assertEquals(
                "one\ntwo",
                assertThrows(IOException.class, () -> mapTogether(failing("one"), () -> "done", failing("two")))
                        .getMessage());
    }

    @Test
    void whatFailsDoesNotKeepTheOthersFromComing() throws InterruptedException {
        CountDownLatch others = new CountDownLatch(3);
        assertThrows(IOException.class, () -> tasks.atMost(1)
                .map(
                        List.of(0, 1, 2, 3),
                        item -> {
                            if (item == 0) {
                                throw new IOException("failed");
                            }
                            others.countDown();
                            return item;
                        },
                        TOGETHER));
        assertEquals(0, others.getCount());
    }

    @Test
    void aFailureThatEndsAllIsTheOneThatIsSaid() throws InterruptedException {
        assertEquals(
                "the disk is full",
                assertThrows(
                                IOException.class,
                                () -> mapTogether(failing("one"), stuck::call, () -> {
                                    stuck.awaitBegun();
                                    throw new IOException("the disk is full");
                                }))
                        .getMessage());
        assertTrue(stuck.ends());
    }

    @Test
    void whatFailsForItsItemAloneIsAResult() throws IOException {
        assertEquals(
                List.of("done", "failed: one", "done"),
                tasks.atMost(2).map(List.<Work>of(() -> "done", failing("one"), () -> "done"), work -> {
                    try {
                        return work.run();
                    } catch (IOException e) {
                        return "failed: " + e.getMessage();
                    }
                }));
    }

    @Test
    void whoIsInterruptedCancelsWhatIsUnderWayAndStaysInterrupted() throws InterruptedException {
        Thread caller = Thread.currentThread();
        InterruptedIOException end = assertThrows(
                InterruptedIOException.class,
                () -> mapTogether(stuck::call, () -> {
                    stuck.awaitBegun();
                    caller.interrupt();
                    return "done";
                }));
        assertTrue(Thread.interrupted());
        assertEquals(INTERRUPTION, end.getMessage());
        assertInstanceOf(InterruptedException.class, end.getCause());
        assertTrue(stuck.ends());
    }

    @Test
    void whatCannotBeBegunEndsWhatWas() throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        Executor one = task -> {
            if (taken.getAndIncrement() > 0) {
                stuck.awaitBegun();
                throw new OutOfMemoryError("unable to create native thread");
            }
            threads.execute(task);
        };
        assertThrows(OutOfMemoryError.class, () -> new ConcurrentTasks(one, INTERRUPTION)
                .map(List.of(1, 2), item -> stuck.call()));
        assertTrue(stuck.ends());
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
