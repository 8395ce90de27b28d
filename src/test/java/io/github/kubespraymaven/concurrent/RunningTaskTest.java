package io.github.kubespraymaven.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RunningTaskTest {
    private final ThreadPool threads = ThreadPool.unbounded("kubespray-test");
    private final ConcurrentTasks tasks = new ConcurrentTasks(threads, "interrupted while a test ran");

    @AfterEach
    void stop() {
        threads.close();
    }

    private <X extends Exception> RunningTask<String> failing(X failure) {
        return tasks.begin(() -> {
            throw failure;
        });
    }

    @Test
    void itsResultComesAndWhatItFailedWith() throws IOException {
        assertEquals("done", tasks.begin(() -> "done").end());
        IOException failure = new IOException("failed");
        assertSame(failure, assertThrows(IOException.class, failing(failure)::end));
        RuntimeException bug = new ArithmeticException("bug");
        assertSame(bug, assertThrows(ArithmeticException.class, failing(bug)::end));
    }

    @Test
    void anErrorInItComesAsItIs() {
        RunningTask<String> dying = tasks.begin(() -> {
            throw new NoClassDefFoundError("gone");
        });
        assertEquals(
                "gone", assertThrows(NoClassDefFoundError.class, dying::end).getMessage());
    }

    @Test
    void whatNoCallerDeclaresIsTheCauseOfABug() {
        Exception failure = new ReflectiveOperationException("failed");
        assertSame(
                failure,
                assertThrows(IllegalStateException.class, failing(failure)::end).getCause());
    }

    @Test
    void whatIsGivenUpIsInterrupted() throws InterruptedException {
        StuckTask stuck = new StuckTask();
        RunningTask<String> task = tasks.begin(stuck);
        stuck.awaitBegun();
        task.close();
        assertTrue(stuck.ends());
        assertThrows(CancellationException.class, task::end);
    }

    @Test
    void whoIsInterruptedWhileWaitingStaysInterrupted() {
        RunningTask<String> task = tasks.begin(new StuckTask());
        Thread.currentThread().interrupt();
        InterruptedIOException end = assertThrows(InterruptedIOException.class, task::end);
        assertTrue(Thread.interrupted());
        assertEquals("interrupted while a test ran", end.getMessage());
        assertInstanceOf(InterruptedException.class, end.getCause());
    }
}
