package io.github.kubespraymaven.cache;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * How a blob shows that nobody has touched it: its time of modification is computed from its size. Whoever writes to a file
 * or cuts it off sets the time to now, or leaves it (as a crash does) with another size; either way time and size no longer
 * fit. So one look at the file's attributes is enough, and there is no list of stamps that could itself be damaged.
 */
final class Stamp {
    /** 1980-01-02T00:00:00Z: representable everywhere, and nobody's real time. */
    private static final long BASE_SECONDS = 315_619_200L;

    /** Coarse file systems keep even seconds only. */
    private static final long STEP_SECONDS = 2;

    /** Up to 8 and a half years later, for sizes below 128 MiB all different. */
    private static final long STEPS = 1L << 27;

    private Stamp() {}

    static FileTime of(long size) {
        return FileTime.fromMillis((BASE_SECONDS + STEP_SECONDS * (size % STEPS)) * 1000);
    }

    static boolean fits(BasicFileAttributes file) {
        return file.lastModifiedTime().toMillis() == of(file.size()).toMillis();
    }
}
