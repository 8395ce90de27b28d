package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.concurrent.Interruption;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Work that many threads want done and one does: the first to claim a key works, the others wait for what comes of it. Safe for
 * use by many threads.
 *
 * @param <K> what is claimed
 * @param <V> what comes of it
 */
final class Claims<K, V> {
    private final Map<K, CompletableFuture<V>> claimed = new ConcurrentHashMap<>();

    /** The work that a claim is for. */
    @FunctionalInterface
    interface Work<V> {
        /** Does it. */
        V run() throws IOException;
    }

    /**
     * What came of a claim.
     *
     * @param own whether the caller's own work was it
     */
    record Result<V>(V value, boolean own) {}

    /** Takes note of what needs no work. */
    void done(K key, V value) {
        claimed.putIfAbsent(key, CompletableFuture.completedFuture(value));
    }

    /** Has the next to claim a key work again. */
    void forget(K key) {
        CompletableFuture<V> known = claimed.get(key);
        if (known != null && known.isDone()) {
            claimed.remove(key, known);
        }
    }

    /**
     * Returns what came of a key: of work that is done or under way, or of the caller's own. Work that fails for one is done by
     * the next who waits for it.
     *
     * @throws IOException as the caller's own work does
     */
    Result<V> claim(K key, Work<V> work) throws IOException {
        while (true) {
            CompletableFuture<V> own = new CompletableFuture<>();
            CompletableFuture<V> other = claimed.putIfAbsent(key, own);
            if (other == null) {
                return new Result<>(run(key, own, work), true);
            }
            Optional<V> value = await(other);
            if (value.isPresent()) {
                return new Result<>(value.get(), false);
            }
        }
    }

    /** For the others too: whatever ends this, they hear of it. */
    private V run(K key, CompletableFuture<V> own, Work<V> work) throws IOException {
        try {
            V value = work.run();
            own.complete(value);
            return value;
        } finally {
            if (!own.isDone()) {
                claimed.remove(key, own);
                own.cancel(false);
            }
        }
    }

    /** Returns nothing if the work failed. */
    private static <V> Optional<V> await(CompletableFuture<V> other) throws IOException {
        try {
            return Optional.of(other.get());
        } catch (CancellationException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw Interruption.of("interrupted while another worked", e);
        }
    }
}
