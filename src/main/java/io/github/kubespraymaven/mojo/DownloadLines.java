package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.offline.download.DownloadWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What a download, or an upload, shows on a terminal: how far it has come, at the bottom. Each file that has ended is a line that stays. */
final class DownloadLines implements DownloadWatch, AutoCloseable {
    private final String verb;
    private final LastLines lines;
    private final LongSupplier nanoTime;
    private final Consumer<String> report;
    private TransferStatistics all;
    private long since;
    private int files;
    private int ended;

    /**
     * Prepares; nothing is drawn yet.
     *
     * @param verb says what happens, as {@code Downloading}
     * @param nanoTime a clock that only runs forward
     * @param report takes a line for each file that has ended
     */
    DownloadLines(String verb, Optional<Terminal> terminal, LongSupplier nanoTime, Consumer<String> report) {
        this.verb = verb;
        this.all = new TransferStatistics(verb);
        this.lines = new LastLines(terminal, nanoTime);
        this.nanoTime = nanoTime;
        this.report = report;
    }

    @Override
    public synchronized void planned(int number) {
        all = new TransferStatistics(verb);
        since = nanoTime.getAsLong();
        files = number;
        ended = 0;
    }

    @Override
    public synchronized void begun(TreeName file) {
        all.expect(file.toString(), OptionalLong.empty());
        draw();
    }

    @Override
    public synchronized void sized(TreeName file, long bytes) {
        all.expect(file.toString(), OptionalLong.of(bytes));
    }

    @Override
    public synchronized void advanced(TreeName file, long bytes) {
        all.advance(file.toString(), bytes);
        draw();
    }

    @Override
    public synchronized void ended(TreeName file, boolean there, String line) {
        if (there) {
            all.finish(file.toString());
        } else {
            all.drop(file.toString());
        }
        ended++;
        report(line);
        draw();
    }

    /** Prints a line that stays. */
    synchronized void report(String line) {
        lines.above(() -> report.accept(line));
    }

    @Override
    public synchronized void close() {
        lines.close();
    }

    private void draw() {
        lines.draw(() -> List.of(columns -> {
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - since);
            String words = verb + " " + ended + " of " + files + (files == 1 ? " file" : " files");
            return all.text(words, verb, elapsed, columns);
        }));
    }
}
