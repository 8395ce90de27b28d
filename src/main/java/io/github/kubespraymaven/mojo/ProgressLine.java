package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.builder.Timings;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.registry.PushProgress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The last line of a terminal while something is built: transfers, or else the steps of the build. Without a terminal it does
 * nothing. Safe for use by many threads.
 */
final class ProgressLine implements Timings.Watch, AutoCloseable {
    private final LastLines lines;
    private final LongSupplier nanoTime;
    private final Set<String> steps = new LinkedHashSet<>();
    private Transfers fetched = new Transfers("Fetching", 0);
    private Transfers pushed = new Transfers("Pushing", 0);

    /** Transfers and when the first of them began. */
    private record Transfers(String verb, long since, TransferStatistics statistics) {
        Transfers(String verb, long since) {
            this(verb, since, new TransferStatistics(verb));
        }
    }

    /**
     * Prepares; nothing is drawn yet.
     *
     * @param terminal where to draw; empty where there is none
     * @param nanoTime a clock that only runs forward
     */
    ProgressLine(Optional<Terminal> terminal, LongSupplier nanoTime) {
        this.lines = new LastLines(terminal, nanoTime);
        this.nanoTime = nanoTime;
    }

    /** Takes note of a download. */
    synchronized void fetching(Progress.Step step) {
        fetched = current(fetched);
        TransferStatistics statistics = fetched.statistics();
        String file = step.download().digest().toString();
        if (step instanceof Progress.Step.Advanced advanced) {
            statistics.advance(file, advanced.bytes());
        } else if (step instanceof Progress.Step.Sized sized) {
            statistics.expect(file, OptionalLong.of(sized.bytes()));
        } else if (step instanceof Progress.Step.Finished finished) {
            statistics.finish(file, finished.bytes());
        } else if (step instanceof Progress.Step.Reused || step instanceof Progress.Step.Failed) {
            statistics.drop(file);
        } else {
            statistics.expect(file, step.download().size());
        }
        draw();
    }

    /** Takes note of a blob on its way to a registry. */
    synchronized void pushing(PushProgress.Step step) {
        pushed = current(pushed);
        TransferStatistics statistics = pushed.statistics();
        String blob = step.blob().digest().toString();
        if (step instanceof PushProgress.Step.Advanced advanced) {
            statistics.expect(blob, OptionalLong.of(advanced.blob().size()));
            statistics.advance(blob, advanced.bytes());
        } else if (step instanceof PushProgress.Step.Uploaded uploaded) {
            statistics.finish(blob, uploaded.blob().size());
        } else {
            statistics.drop(blob);
        }
        draw();
    }

    @Override
    public synchronized void begun(String step) {
        steps.add(step);
        draw();
    }

    @Override
    public synchronized void ended(String step) {
        steps.remove(step);
        draw();
    }

    /** Prints something else; the line is drawn anew when something happens. */
    synchronized void above(Runnable printing) {
        lines.above(printing);
    }

    @Override
    public synchronized void close() {
        steps.clear();
        lines.close();
    }

    /** Transfers that begin after others have ended are counted by themselves. */
    private Transfers current(Transfers before) {
        return before.statistics().isUnderWay() ? before : new Transfers(before.verb(), nanoTime.getAsLong());
    }

    private void draw() {
        lines.draw(() -> List.of(this::text));
    }

    private String text(int columns) {
        for (Transfers transfers : List.of(pushed, fetched)) {
            if (transfers.statistics().isUnderWay()) {
                Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - transfers.since());
                return transfers.statistics().text(elapsed, columns);
            }
        }
        return String.join(" · ", steps);
    }
}
