package io.github.kubespraymaven.mojo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The last lines of a terminal, which say what is under way: drawn over themselves, and taken away before anything else is
 * printed. Without a terminal nothing is done. Safe for use by many threads.
 */
final class LastLines implements AutoCloseable {
    /** Ten times a second is as smooth as anybody can see. */
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Optional<Terminal> terminal;
    private final LongSupplier nanoTime;
    private List<Integer> shown = List.of();
    private long drawn;

    /**
     * Prepares; nothing is drawn yet.
     *
     * @param nanoTime a clock that only runs forward
     */
    LastLines(Optional<Terminal> terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.drawn = nanoTime.getAsLong() - BETWEEN.toNanos();
    }

    /**
     * Draws lines in place of those before, unless that was a moment ago. Where the cursor goes no way but forward only the last is
     * drawn.
     *
     * @param lines each makes its text for a number of columns; what is longer is cut
     */
    synchronized void draw(Supplier<List<IntFunction<String>>> lines) {
        long now = nanoTime.getAsLong();
        if (terminal.isEmpty() || now - drawn < BETWEEN.toNanos()) {
            return;
        }
        drawn = now;
        List<IntFunction<String>> wanted = lines.get();
        int from = terminal.get().goesUp() ? 0 : Math.max(0, wanted.size() - 1);
        List<String> texts = new ArrayList<>();
        for (IntFunction<String> line : wanted.subList(from, wanted.size())) {
            texts.add(fitting(line, terminal.get()));
        }
        draw(texts, terminal.get());
    }

    /** A text that fits; a terminal is asked for its width only where that may be too little. */
    private static String fitting(IntFunction<String> line, Terminal terminal) {
        String text = line.apply(Integer.MAX_VALUE);
        if (text.length() <= Terminal.NARROW) {
            return text;
        }
        // A line that is full wraps on some terminals, and one that wraps cannot be taken away.
        int width = terminal.columns() - 1;
        String fit = line.apply(width);
        return fit.length() <= width ? fit : fit.substring(0, Math.max(0, width - 1)) + "…";
    }

    private void draw(List<String> texts, Terminal on) {
        StringBuilder out = new StringBuilder(up(shown.size() - 1)).append('\r');
        int rows = Math.max(texts.size(), shown.size());
        for (int row = 0; row < rows; row++) {
            String text = row < texts.size() ? texts.get(row) : "";
            int before = row < shown.size() ? shown.get(row) : 0;
            // Blanks and carriage returns are understood by every terminal.
            out.append(row == 0 ? "" : "\n").append(text).append(" ".repeat(Math.max(0, before - text.length())));
        }
        int back = rows - Math.max(1, texts.size());
        String last = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
        if (back > 0 || last.isEmpty()) {
            // The cursor ends where the last of them does.
            out.append(up(back)).append('\r').append(last);
        }
        on.print(out.toString());
        shown = texts.stream().map(String::length).toList();
    }

    private static String up(int rows) {
        return rows > 0 ? "\u001b[" + rows + "A" : "";
    }

    /** Prints something else; the lines are drawn anew when something happens. */
    synchronized void above(Runnable printing) {
        clear();
        printing.run();
        // Whoever waits for the next piece of a large blob should not look at nothing.
        drawn = nanoTime.getAsLong() - BETWEEN.toNanos();
    }

    @Override
    public synchronized void close() {
        clear();
    }

    private void clear() {
        if (shown.stream().anyMatch(length -> length > 0)) {
            terminal.ifPresent(on -> draw(List.of(), on));
        }
        shown = List.of();
    }
}
