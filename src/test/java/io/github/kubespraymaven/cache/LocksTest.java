package io.github.kubespraymaven.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kubespraymaven.digest.Digest;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksTest {
    private static final Digest NAME = Digest.of("name");

    @TempDir
    Path directory;

    private final List<String> waits = Collections.synchronizedList(new ArrayList<>());

    @Test
    void threadsTakeTurns() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int round = 0; round < 20; round++) {
                    try {
                        new Cache(directory).locks(waits::add).holding(NAME, () -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            return inside.decrementAndGet();
                        });
                    } catch (IOException e) {
                        most.set(1000);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, most.get());
        assertEquals(List.of(), waits);
    }

    @Test
    void theWorksResultAndFailureComeThroughAndTheLockIsFreeAfterwards() throws IOException {
        Locks locks = new Cache(directory).locks(waits::add);

        assertThrows(
                IOException.class,
                () -> locks.holding(NAME, () -> {
                    throw new IOException("failed");
                }));
        assertEquals("done", locks.holding(NAME, () -> "done"));
    }

    @Test
    void anotherProcessIsWaitedForAndItsDeathFreesTheLock() throws Exception {
        try (OtherProcess other = OtherProcess.start("lock", directory)) {
            Locks locks = new Cache(directory).locks(name -> {
                waits.add(name);
                killQuietly(other);
            });

            assertEquals("mine", locks.holding(NAME, () -> "mine"));
        }
        assertEquals(List.of(NAME.brief()), waits);
    }

    @Test
    void copiesOfThePluginInOtherClassLoadersTakeTurnsToo() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Thread here = new Thread(() -> {
            try {
                new Cache(directory).locks(waits::add).holding(NAME, () -> {
                    inside.countDown();
                    awaitQuietly(leave);
                    return order.add("here");
                });
            } catch (IOException e) {
                order.add(e.toString());
            }
        });
        here.start();
        inside.await();
        try (URLClassLoader loader = copyOfThePlugin()) {
            Class<?> copy = loader.loadClass(Elsewhere.class.getName());
            assertNotSame(Elsewhere.class, copy);
            Runnable elsewhere =
                    (Runnable) copy.getConstructor(Path.class, List.class).newInstance(directory, order);
            Thread there = new Thread(elsewhere);
            there.start();
            while (there.getState() != Thread.State.BLOCKED && there.isAlive()) {
                Thread.onSpinWait();
            }
            leave.countDown();
            there.join();
            here.join();
        }
        assertEquals(List.of("here", "elsewhere"), order);
    }

    @Test
    void aCacheSpelledByALinkHasTheSameLocks() throws Exception {
        Path real = Files.createDirectories(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);

        assertEquals(List.of("first", "second"), turns(real.resolve("cache"), link.resolve("cache")));
    }

    @Test
    void aCacheThatIsItselfALinkHasTheSameLocks() throws Exception {
        Path real = Files.createDirectories(directory.resolve("real"));

        assertEquals(
                List.of("first", "second"), turns(Files.createSymbolicLink(directory.resolve("link"), real), real));
    }

    @Test
    void aRelativeSpellingHasTheSameLocks() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(directory.toRealPath());

        assertEquals(
                List.of("first", "second"),
                turns(directory, relative.resolve("a").resolve("..")));
    }

    @Test
    void spellingsThatTheFileSystemTakesForOneHaveTheSameLocks() throws Exception {
        Path upper = directory.resolveSibling(directory.getFileName().toString().toUpperCase(Locale.ROOT));
        assumeTrue(Files.exists(upper), "skipped: this file system tells letters apart");

        assertEquals(List.of("first", "second"), turns(directory, upper));
    }

    @Test
    void otherCachesHaveOtherLocks() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        List<Thread> threads = new ArrayList<>();
        for (String name : List.of("one", "other")) {
            Cache cache = new Cache(directory.resolve(name));
            threads.add(started(() -> cache.locks(waits::add).holding(NAME, () -> {
                both.countDown();
                awaitQuietly(both);
                return name;
            })));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, both.getCount());
    }

    @Test
    void aThreadThatIsInterruptedWhileAnotherProcessHasTheLockDoesNothing() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (OtherProcess other = OtherProcess.start("lock", directory)) {
            Locks locks =
                    new Cache(directory).locks(name -> Thread.currentThread().interrupt());

            assertThrows(InterruptedIOException.class, () -> locks.holding(NAME, () -> order.add("work")));
            assertTrue(Thread.interrupted());
            other.goOn();
        }
        assertEquals(List.of(), order);
    }

    /** Who has the lock of a cache under one spelling, and then who waited for it under another. */
    private List<String> turns(Path first, Path second) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Thread holder = started(() -> new Cache(first).locks(waits::add).holding(NAME, () -> {
            inside.countDown();
            awaitQuietly(leave);
            return order.add("first");
        }));
        inside.await();
        Thread waiter = started(() -> new Cache(second).locks(waits::add).holding(NAME, () -> order.add("second")));
        while (waiter.getState() != Thread.State.BLOCKED && waiter.isAlive()) {
            Thread.onSpinWait();
        }
        leave.countDown();
        holder.join();
        waiter.join();
        return order;
    }

    private static Thread started(Callable<?> work) {
        Thread thread = new Thread(() -> {
            try {
                work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Loaded a second time, with its own copy of the cache's classes. */
    public record Elsewhere(Path directory, List<String> order) implements Runnable {
        @Override
        public void run() {
            try {
                new Cache(directory).locks(name -> {}).holding(Digest.of("name"), () -> order.add("elsewhere"));
            } catch (IOException e) {
                order.add(e.toString());
            }
        }
    }

    private static URLClassLoader copyOfThePlugin() throws MalformedURLException {
        List<URL> path = new ArrayList<>();
        for (String entry : Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
            URI uri = new File(entry).toURI();
            path.add(uri.toURL());
        }
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static void killQuietly(OtherProcess process) {
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
