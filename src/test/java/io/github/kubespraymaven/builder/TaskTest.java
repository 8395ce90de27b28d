package io.github.kubespraymaven.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TaskTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void itsResultComesAndWhatItFailedWith() throws IOException {
        assertEquals("done", Task.begin(threads, () -> "done").end());
        Task<String> failing = Task.begin(threads, () -> {
            throw new IOException("failed");
        });
        assertEquals("failed", assertThrows(IOException.class, failing::end).getMessage());
    }

    @Test
    void anErrorInItComesAsItIs() {
        Task<String> dying = Task.begin(threads, () -> {
            throw new NoClassDefFoundError("gone");
        });
        assertEquals(
                "gone", assertThrows(NoClassDefFoundError.class, dying::end).getMessage());
    }

    @Test
    void whatIsGivenUpIsInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Task<String> task = Task.begin(threads, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
            return "never";
        });
        begun.await();
        task.close();
        assertEquals(true, ended.await(10, TimeUnit.SECONDS));
        assertThrows(CancellationException.class, task::end);
    }
}
