package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Images that are copied side by side and share blobs. */
class CopiesTogetherTest extends WithCopies {
    @Test
    void whatOneImageCouldNotBringTheNextBrings() throws Exception {
        ImageContents one = published("team/one", images.image("one"));
        ImageContents two = published("team/two", images.image("two"));
        Descriptor shared = one.blobs().get(0);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        source.failing(exchange -> {
            if (!exchange.getRequestURI().getPath().equals("/v2/team/one/blobs/" + shared.digest())) {
                return false;
            }
            asked.countDown();
            await(second);
            RegistryServer.reply(exchange, 404, new byte[0]);
            return true;
        });
        server.failing(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/v2/a/two/blobs/uploads/")) {
                second.countDown();
            }
            return false;
        });
        Future<Copied> first = threads.submit(() -> copy(one, "team/one", "a/one"));
        await(asked);
        Copied copied = assertTimeoutPreemptively(SOON, () -> copy(two, "team/two", "a/two"));
        assertEquals(3, copied.blobs());
        assertTrue(server.manifest("a/two", "v1").isPresent());
        ExecutionException failure = assertThrows(ExecutionException.class, first::get);
        assertTrue(String.valueOf(failure.getCause()).contains("cannot read the blob " + shared.digest()));
        assertFalse(server.manifest("a/one", "v1").isPresent());
    }

    @Test
    void whatEverEndsAnImageNobodyWaitsForItsBlobs() throws Exception {
        ImageContents one = published("team/one", images.image("one"));
        for (Throwable end : List.of(new NoClassDefFoundError("gone"), new IllegalStateException("odd"))) {
            copies = new Copies(registries);
            String target = "a/" + end.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            Throwable thrown = assertThrows(
                    Throwable.class,
                    () -> copies.copy(one, from("team/one"), repository(target), Optional.of("v1"), step -> {
                        if (end instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) end;
                    }));
            assertEquals(end, thrown);
            assertTimeoutPreemptively(SOON, () -> copy(one, "team/one", target));
            assertTrue(server.manifest(target, "v1").isPresent());
        }
    }

    @Test
    void whoIsInterruptedWhileItWaitsForAnothersBlobEnds() throws Exception {
        ImageContents one = published("team/one", images.image("one"));
        CountDownLatch asked = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        source.failing(exchange -> {
            if (exchange.getRequestURI().getPath().contains("/blobs/")) {
                asked.countDown();
                await(end);
            }
            return false;
        });
        server.failing(exchange -> {
            if (exchange.getRequestMethod().equals("PUT")
                    && exchange.getRequestURI().getPath().contains("/uploads/")) {
                asked.countDown();
                await(end);
            }
            return false;
        });
        Future<Copied> first = threads.submit(() -> copy(one, "team/one", "a/one"));
        await(asked);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        Thread second = new Thread(() -> {
            try {
                copy(one, "team/one", "a/two");
            } catch (InterruptedIOException e) {
                interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 10);
            } catch (IOException e) {
                interrupted.addAndGet(100);
            }
            over.countDown();
        });
        second.start();
        second.interrupt();
        await(over);
        assertEquals(1, interrupted.get());
        end.countDown();
        assertEquals(3, first.get().blobs());
    }

    @Test
    void sixBlobsMoveAtOnce() throws Exception {
        AtomicInteger moving = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch six = new CountDownLatch(6);
        CountDownLatch seventh = new CountDownLatch(7);
        server.failing(exchange -> {
            if (exchange.getRequestMethod().equals("PUT")
                    && exchange.getRequestURI().getPath().contains("/uploads/")) {
                most.accumulateAndGet(moving.incrementAndGet(), Math::max);
                six.countDown();
                await(six);
                seventh.countDown();
                comes(seventh);
                moving.decrementAndGet();
            }
            return false;
        });
        List<Future<Copied>> all = new ArrayList<>();
        for (String name : List.of("one", "two", "three", "four")) {
            ImageContents image = published("team/" + name, images.imageForTwo(name));
            all.add(threads.submit(() -> copy(image, "team/" + name, "a/" + name)));
        }
        for (Future<Copied> one : all) {
            one.get();
        }
        assertEquals(6, most.get());
    }

    /** Gives who should not come the time to. */
    private static void comes(CountDownLatch latch) {
        try {
            boolean came = latch.await(100, TimeUnit.MILLISECONDS);
            assertTrue(came || latch.getCount() > 0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SOON.toSeconds(), TimeUnit.SECONDS), "nobody came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
