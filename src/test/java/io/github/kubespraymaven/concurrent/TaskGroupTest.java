package io.github.kubespraymaven.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TaskGroupTest {
    private final ThreadPool threads = ThreadPool.unbounded("kubespray-test");
    private final ConcurrentTasks tasks = new ConcurrentTasks(threads, "interrupted while a test ran");

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void whatIsUnderWayWhenItIsClosedIsGivenUp() throws Exception {
        StuckTask first = new StuckTask();
        StuckTask second = new StuckTask();
        try (TaskGroup group = new TaskGroup(tasks)) {
            group.begin(first);
            group.begin(second);
            assertEquals("done", group.begin(() -> "done").end());
            first.awaitBegun();
            second.awaitBegun();
        }
        assertTrue(first.ends());
        assertTrue(second.ends());
    }

    @Test
    void theFailureOfOneEndsTheOthersWithTheGroup() throws InterruptedException {
        StuckTask stuck = new StuckTask();
        assertThrows(IOException.class, () -> {
            try (TaskGroup group = new TaskGroup(tasks)) {
                group.begin(stuck);
                stuck.awaitBegun();
                group.begin(() -> {
                            throw new IOException("failed");
                        })
                        .end();
            }
        });
        assertTrue(stuck.ends());
    }
}
