package io.github.kubespraymaven.mojo;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** How far transfers of one kind have come, in files and bytes, and what a line about that says. */
final class Tally {
    /** Before that, a rate says nothing. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final double MEGA = 1e6;
    private static final int MINUTE = 60;

    private final String verb;
    private final Map<String, OptionalLong> sizes = new LinkedHashMap<>();
    private final Map<String, Long> here = new HashMap<>();
    private int finished;

    /** Starts with nothing to do. The verb says what happens, as {@code Fetching}. */
    Tally(String verb) {
        this.verb = verb;
    }

    /** There is a file to transfer; its size may become known later. */
    void expect(String file, OptionalLong bytes) {
        sizes.merge(file, bytes, (known, now) -> now.isPresent() ? now : known);
    }

    /** So much of a file is there; less than before when it had to begin again. */
    void advance(String file, long bytes) {
        here.put(file, bytes);
    }

    /** A file is there. */
    void finish(String file, long bytes) {
        sizes.put(file, OptionalLong.of(bytes));
        here.put(file, bytes);
        finished++;
    }

    /** A file need not be transferred, or cannot. */
    void drop(String file) {
        sizes.remove(file);
        here.remove(file);
    }

    /** Tells whether something is still to be transferred. */
    boolean isUnderWay() {
        return finished < sizes.size();
    }

    /**
     * Returns the line.
     *
     * @param elapsed since the first of these transfers began
     */
    String text(Duration elapsed) {
        long done = here.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s %d of %d %s, %.1f",
                verb,
                finished,
                sizes.size(),
                sizes.size() == 1 ? "file" : "files",
                done / MEGA));
        boolean known = sizes.values().stream().allMatch(OptionalLong::isPresent);
        long total = sizes.values().stream().mapToLong(size -> size.orElse(0)).sum();
        if (known) {
            line.append(String.format(Locale.ROOT, " of %.1f", total / MEGA));
        }
        line.append(" MB");
        if (elapsed.compareTo(SETTLED) >= 0 && done > 0) {
            double rate = done * 1000.0 / elapsed.toMillis();
            line.append(String.format(Locale.ROOT, ", %.1f MB/s", rate / MEGA));
            if (known) {
                line.append(", ")
                        .append(time((long) Math.ceil((total - done) / rate)))
                        .append(" to go");
            }
        }
        return line.toString();
    }

    private static String time(long seconds) {
        return seconds < MINUTE ? seconds + " s" : seconds / MINUTE + " min " + seconds % MINUTE + " s";
    }
}
