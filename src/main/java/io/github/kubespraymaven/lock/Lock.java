package io.github.kubespraymaven.lock;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A lock.
 *
 * @param instant when it was resolved: what came to an index later was not chosen from
 * @param platforms by name
 */
public record Lock(Instant instant, SortedMap<String, LockedPlatform> platforms) {
    /** Its name, in a checkout. */
    public static final String FILE = "kubespray.lock";

    /** The number of this form; a reader refuses greater ones. */
    static final int FORMAT = 1;

    static final String HEADER = FILE + " ";
    private static final String COMMENT =
            "# What a base image is made of. Written by the goal lock, read by build-base and build; not to be changed by hand.";

    /** Keeps its own copy. */
    public Lock {
        platforms = Collections.unmodifiableSortedMap(new TreeMap<>(platforms));
    }

    /** Returns a lock of some platforms. */
    public static Lock of(Instant instant, List<LockedPlatform> platforms) {
        TreeMap<String, LockedPlatform> byName = new TreeMap<>();
        platforms.forEach(platform -> byName.put(platform.platform(), platform));
        return new Lock(instant, byName);
    }

    /** Returns what is locked for a platform. */
    public Optional<LockedPlatform> platform(String name) {
        return Optional.ofNullable(platforms.get(name));
    }

    /** Returns the file's text. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER + FORMAT + "\n" + COMMENT + "\n");
        text.append("instant ").append(instant).append('\n');
        for (LockedPlatform platform : platforms.values()) {
            text.append('\n');
            platform.lines().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
