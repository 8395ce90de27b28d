package io.github.kubespraymaven.mojo;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** How far transfers of one kind have come, in files and bytes, and what a line about that says. */
final class TransferStatistics {
    /** Before that, a rate says nothing. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final double MEGA = 1e6;
    private static final int MINUTE = 60;

    private final String verb;
    private final Map<String, OptionalLong> sizes = new LinkedHashMap<>();
    private final Map<String, Long> here = new HashMap<>();
    private final Set<String> finished = new HashSet<>();

    /** Starts with nothing to do. The verb says what happens, as {@code Fetching}. */
    TransferStatistics(String verb) {
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
        finished.add(file);
    }

    /** A file is there, with as many bytes as have come. */
    void finish(String file) {
        finish(file, here.getOrDefault(file, 0L));
    }

    /** A file need not be transferred, or cannot; one that was, counts. */
    void drop(String file) {
        if (!finished.contains(file)) {
            sizes.remove(file);
            here.remove(file);
        }
    }

    /** Tells whether something is still to be transferred. */
    boolean isUnderWay() {
        return finished.size() < sizes.size();
    }

    /**
     * Returns the line: in less than so many columns without the rate, and then without the number of files.
     *
     * @param elapsed since the first of these transfers began
     * @param columns how long it may be
     */
    String text(Duration elapsed, int columns) {
        String count = finished.size() + " of " + sizes.size() + (sizes.size() == 1 ? " file" : " files");
        return text(verb + " " + count, verb, elapsed, columns);
    }

    /** Returns a line that begins otherwise: in so many words, or in few. */
    String text(String words, String fewWords, Duration elapsed, int columns) {
        long done = here.values().stream().mapToLong(Long::longValue).sum();
        boolean known = sizes.values().stream().allMatch(OptionalLong::isPresent);
        long total = sizes.values().stream().mapToLong(size -> size.orElse(0)).sum();
        String bytes = String.format(Locale.ROOT, "%.1f", done / MEGA)
                + (known ? String.format(Locale.ROOT, " of %.1f MB", total / MEGA) : " MB");
        if (elapsed.compareTo(SETTLED) < 0 || done == 0) {
            return fitting(columns, words + ", " + bytes, fewWords + " " + bytes);
        }
        double rate = done * 1000.0 / elapsed.toMillis();
        String speed = String.format(Locale.ROOT, ", %.1f MB/s", rate / MEGA);
        String left = known ? ", " + time((long) Math.ceil((total - done) / rate)) + " to go" : "";
        return fitting(
                columns,
                words + ", " + bytes + speed + left,
                words + ", " + bytes + left,
                fewWords + " " + bytes + left,
                bytes + left);
    }

    /** The first that is short enough, or the shortest. */
    private static String fitting(int columns, String... texts) {
        return Arrays.stream(texts)
                .filter(text -> text.length() <= columns)
                .findFirst()
                .orElse(texts[texts.length - 1]);
    }

    private static String time(long seconds) {
        return seconds < MINUTE ? seconds + " s" : seconds / MINUTE + " min " + seconds % MINUTE + " s";
    }
}
