package io.github.kubespraymaven.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.concurrent.ConcurrentTasks;
import io.github.kubespraymaven.concurrent.StuckTask;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BaseErrorsTest {
    private final ThreadPool threads = ThreadPool.unbounded("kubespray-test");
    private final ConcurrentTasks tasks = new ConcurrentTasks(threads, "interrupted while a test ran");

    @AfterEach
    void stop() {
        threads.close();
    }

    private IOException failure(IOException first, IOException last) {
        List<Optional<IOException>> parts = List.of(Optional.of(first), Optional.empty(), Optional.of(last));
        return assertThrows(
                IOException.class,
                () -> tasks.map(
                        parts,
                        part -> {
                            if (part.isPresent()) {
                                throw part.get();
                            }
                            return "done";
                        },
                        BaseErrors.TOGETHER));
    }

    @Test
    void allFailuresAreSaidTogether() {
        IOException all = failure(new IOException("one"), new UserErrorException("two"));
        assertEquals("one\ntwo", all.getMessage());
        assertEquals(2, all.getSuppressed().length);
        assertEquals(IOException.class, all.getClass());
    }

    @Test
    void theyAreTheUsersMistakeOnlyIfEveryOneIs() {
        assertInstanceOf(
                UserErrorException.class, failure(new UserErrorException("one"), new UserErrorException("two")));
    }

    @Test
    void oneFailureIsItself() {
        for (Exception failure : List.of(new IOException("failed"), new ArithmeticException("bug"))) {
            assertSame(failure, BaseErrors.TOGETHER.together(List.of(failure)));
        }
    }

    @Test
    void anInterruptIsNotWaitedForBehindOthers() {
        StuckTask stuck = new StuckTask();
        assertThrows(
                InterruptedIOException.class,
                () -> tasks.map(
                        List.of(true, false),
                        waits -> {
                            if (waits) {
                                return stuck.call();
                            }
                            stuck.awaitBegun();
                            throw new InterruptedIOException("interrupted");
                        },
                        BaseErrors.TOGETHER));
        threads.close();
        assertTrue(stuck.hasEnded());
    }
}
