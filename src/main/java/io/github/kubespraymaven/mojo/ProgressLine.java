package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.build.Timings;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.registry.PushProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The last line of a terminal, which says what is under way: transfers, or else the steps of the build. It is taken away
 * before anything else is printed. Without a terminal it does nothing. Safe for use by many threads.
 */
final class ProgressLine implements Timings.Watch, AutoCloseable {
    /** Ten times a second is as smooth as anybody can see. */
    private static final Duration BETWEEN = Duration.ofMillis(100);

    /** Terminals are rarely narrower, and a line that wraps cannot be taken away. */
    private static final int WIDTH = 79;

    private final Optional<PrintWriter> terminal;
    private final LongSupplier nanoTime;
    private final Set<String> steps = new LinkedHashSet<>();
    private Transfers fetched = new Transfers("Fetching", 0);
    private Transfers pushed = new Transfers("Pushing", 0);
    private int shown;
    private long drawn;

    /** Transfers and when the first of them began. */
    private record Transfers(String verb, long since, Tally tally) {
        Transfers(String verb, long since) {
            this(verb, since, new Tally(verb));
        }
    }

    /**
     * Prepares; nothing is drawn yet.
     *
     * @param terminal where to draw; empty where there is none
     * @param nanoTime a clock that only runs forward
     */
    ProgressLine(Optional<PrintWriter> terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.drawn = nanoTime.getAsLong() - BETWEEN.toNanos();
    }

    /** Takes note of a download. */
    synchronized void fetching(Progress.Step step) {
        fetched = current(fetched);
        Tally tally = fetched.tally();
        String file = step.download().digest().toString();
        if (step instanceof Progress.Step.Advanced advanced) {
            tally.advance(file, advanced.bytes());
        } else if (step instanceof Progress.Step.Sized sized) {
            tally.expect(file, OptionalLong.of(sized.bytes()));
        } else if (step instanceof Progress.Step.Finished finished) {
            tally.finish(file, finished.bytes());
        } else if (step instanceof Progress.Step.Reused || step instanceof Progress.Step.Failed) {
            tally.drop(file);
        } else {
            tally.expect(file, step.download().size());
        }
        draw();
    }

    /** Takes note of a blob on its way to a registry. */
    synchronized void pushing(PushProgress.Step step) {
        pushed = current(pushed);
        Tally tally = pushed.tally();
        String blob = step.blob().digest().toString();
        if (step instanceof PushProgress.Step.Advanced advanced) {
            tally.expect(blob, OptionalLong.of(advanced.blob().size()));
            tally.advance(blob, advanced.bytes());
        } else if (step instanceof PushProgress.Step.Uploaded uploaded) {
            tally.finish(blob, uploaded.blob().size());
        } else {
            tally.drop(blob);
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
        clear();
        printing.run();
    }

    @Override
    public synchronized void close() {
        steps.clear();
        clear();
    }

    /** Transfers that begin after others have ended are counted by themselves. */
    private Transfers current(Transfers before) {
        return before.tally().isUnderWay() ? before : new Transfers(before.verb(), nanoTime.getAsLong());
    }

    private void draw() {
        long now = nanoTime.getAsLong();
        if (terminal.isEmpty() || now - drawn < BETWEEN.toNanos()) {
            return;
        }
        drawn = now;
        String text = text(now);
        String line = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
        // Blanks and carriage returns are understood by every terminal, escape sequences are not.
        print("\r" + line + " ".repeat(Math.max(0, shown - line.length())) + (line.isEmpty() ? "\r" : ""));
        shown = line.length();
    }

    private String text(long now) {
        for (Transfers transfers : List.of(pushed, fetched)) {
            if (transfers.tally().isUnderWay()) {
                return transfers.tally().text(Duration.ofNanos(now - transfers.since()));
            }
        }
        return String.join(" · ", steps);
    }

    private void clear() {
        if (shown > 0) {
            print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    private void print(String text) {
        terminal.ifPresent(writer -> {
            writer.print(text);
            writer.flush();
        });
    }
}
