package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.file.UnwritableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How much room files need that are under way, so that a disk that is too small is found before the first byte. */
final class DiskSpace {
    /** How many bytes each file still needs. */
    private final Map<Path, Long> needed = new HashMap<>();

    /**
     * Takes room for a file that is about to be written.
     *
     * @throws UnwritableException if there is less than it and the others under way need
     */
    synchronized void claim(Path file, long bytes) throws IOException {
        needed.remove(file);
        long others = needed.values().stream().mapToLong(Long::longValue).sum();
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        long free = Files.getFileStore(folder).getUsableSpace() - others;
        if (bytes > free) {
            throw UnwritableException.tooLarge(file, bytes, Math.max(0, free));
        }
        needed.put(file, bytes);
    }

    /** So many bytes of a file have been written. */
    synchronized void written(Path file, long bytes) {
        needed.computeIfPresent(file, (known, left) -> Math.max(0, left - bytes));
    }

    /** A file needs no more. */
    synchronized void release(Path file) {
        needed.remove(file);
    }
}
