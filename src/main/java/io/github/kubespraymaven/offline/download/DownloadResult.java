package io.github.kubespraymaven.offline.download;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run came to.
 *
 * @param outcomes of the files, in the order in which they were asked for
 */
public record DownloadResult(List<Outcome> outcomes) {
    /** Keeps its own copy. */
    public DownloadResult {
        outcomes = List.copyOf(outcomes);
    }

    /** What has become of a file. */
    public enum State {
        FETCHED,
        CACHED,
        MIRRORED,
        PRESENT,
        FAILED
    }

    /**
     * What has become of one file.
     *
     * @param size how many bytes it has
     * @param moved how many of them came over the network in this run
     */
    public record Outcome(State state, long size, long moved) {}

    /** Returns how many files are there now. */
    public long count(State state) {
        return outcomes.stream().filter(outcome -> outcome.state() == state).count();
    }

    /** Returns the whole in a line. */
    public String summary() {
        Map<State, Long> counts = new TreeMap<>();
        outcomes.forEach(outcome -> counts.merge(outcome.state(), 1L, Long::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(count + " "
                + switch (state) {
                    case FETCHED -> "fetched";
                    case CACHED -> "from the cache";
                    case MIRRORED -> "from a mirror's directory";
                    case PRESENT -> "there already";
                    case FAILED -> "failed";
                }));
        long size = outcomes.stream().mapToLong(Outcome::size).sum();
        long moved = outcomes.stream().mapToLong(Outcome::moved).sum();
        return String.format(
                Locale.ROOT,
                "%d %s of %s, %s; %s moved.",
                outcomes.size(),
                outcomes.size() == 1 ? "file" : "files",
                size(size),
                String.join(", ", parts),
                size(moved));
    }

    /** Returns a number of bytes as people read it. */
    static String size(long bytes) {
        return bytes < 10_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
    }
}
