package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.fetch.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final Download WHEEL = new Download(
            "a.whl", List.of(URI.create("https://index.test/a.whl")), Digest.of("a"), OptionalLong.of(10_000_000));

    private final StringWriter screen = new StringWriter();
    private final AtomicLong clock = new AtomicLong();
    private int columns = 80;
    private final ProgressLine line =
            new ProgressLine(Optional.of(new Terminal(new PrintWriter(screen), () -> columns, true)), clock::get);

    @Test
    void theLineIsDrawnOverItselfAndTakenAwayForOthers() {
        line.begun("resolve Python distributions");
        after(1000);
        line.fetching(new Progress.Step.Started(WHEEL));
        after(2000);
        line.fetching(new Progress.Step.Advanced(WHEEL, 5_000_000));
        line.above(() -> screen.write("[INFO] done\n"));

        assertEquals(
                List.of(
                        "",
                        "resolve Python distributions",
                        "Fetching 0 of 1 file, 0.0 of 10.0 MB",
                        "Fetching 0 of 1 file, 5.0 of 10.0 MB, 2.5 MB/s, 2 s to go",
                        " ".repeat(57),
                        "[INFO] done\n"),
                List.of(screen.toString().split("\r", -1)));
    }

    @Test
    void itIsDrawnTenTimesASecondAtMost() {
        line.begun("one");
        after(99);
        line.begun("two");
        after(1);
        line.begun("three");

        assertEquals(
                List.of("", "one", "one · two · three"),
                List.of(screen.toString().split("\r", -1)));
    }

    @Test
    void aLineThatWouldWrapIsCut() {
        line.begun("x".repeat(100));

        assertEquals("\r" + "x".repeat(78) + "…", screen.toString());
    }

    @Test
    void onANarrowTerminalTheTimeToGoIsKept() {
        line.fetching(new Progress.Step.Started(WHEEL));
        for (int width : new int[] {80, 58, 48, 41, 32}) {
            columns = width;
            after(2000);
            line.fetching(new Progress.Step.Advanced(WHEEL, 5_000_000));
        }

        assertEquals(
                """
                Fetching 0 of 1 file, 5.0 of 10.0 MB, 2.5 MB/s, 2 s to go
                Fetching 0 of 1 file, 5.0 of 10.0 MB, 1.3 MB/s, 4 s to go
                Fetching 0 of 1 file, 5.0 of 10.0 MB, 6 s to go
                Fetching 5.0 of 10.0 MB, 8 s to go
                5.0 of 10.0 MB, 10 s to go""",
                drawn());
    }

    private String drawn() {
        return String.join(
                "\n",
                Stream.of(screen.toString().split("\r", -1))
                        .skip(2)
                        .map(String::stripTrailing)
                        .toList());
    }

    @Test
    void whatIsShorterCoversAllOfWhatWasThere() {
        line.begun("a long step");
        line.begun("b");
        after(100);
        line.ended("a long step");

        assertEquals("\ra long step\rb" + " ".repeat(10), screen.toString());
    }

    @Test
    void nothingIsLeftInTheEnd() {
        line.begun("one");
        line.close();
        line.close();

        assertEquals("\rone\r   \r", screen.toString());
    }

    @Test
    void withoutATerminalNothingIsDrawn() {
        ProgressLine none = new ProgressLine(Optional.empty(), clock::get);
        none.begun("one");
        none.above(() -> screen.write("[INFO] done\n"));
        none.close();

        assertEquals("[INFO] done\n", screen.toString());
    }

    private void after(long milliseconds) {
        clock.addAndGet(Duration.ofMillis(milliseconds).toNanos());
    }
}
