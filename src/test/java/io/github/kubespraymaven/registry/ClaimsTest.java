package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final Claims<String, Integer> claims = new Claims<>();
    private final AtomicInteger works = new AtomicInteger();

    @Test
    void whatIsDoneIsNotDoneAgainUntilItIsForgotten() throws IOException {
        assertEquals(new Claims.Result<>(1, true), claims.claim("a", works::incrementAndGet));
        assertEquals(new Claims.Result<>(1, false), claims.claim("a", works::incrementAndGet));
        assertEquals(new Claims.Result<>(2, true), claims.claim("b", works::incrementAndGet));
        claims.forget("a");
        claims.forget("c");
        assertEquals(new Claims.Result<>(3, true), claims.claim("a", works::incrementAndGet));
    }

    @Test
    void whatIsKnownNeedsNoWork() throws IOException {
        claims.done("a", 7);
        claims.done("a", 8);
        assertEquals(new Claims.Result<>(7, false), claims.claim("a", works::incrementAndGet));
        assertEquals(0, works.get());
    }

    @Test
    void workThatFailsIsLeftToTheNext() throws IOException {
        assertThrows(
                IOException.class,
                () -> claims.claim("a", () -> {
                    throw new IOException("no");
                }));
        assertThrows(
                StackOverflowError.class,
                () -> claims.claim("a", () -> {
                    throw new StackOverflowError();
                }));
        assertEquals(new Claims.Result<>(1, true), claims.claim("a", works::incrementAndGet));
    }

    @Test
    void workUnderWayIsNotForgotten() throws IOException {
        assertEquals(new Claims.Result<>(1, true), claims.claim("a", () -> {
            claims.forget("a");
            return works.incrementAndGet();
        }));
        assertEquals(new Claims.Result<>(1, false), claims.claim("a", works::incrementAndGet));
    }
}
