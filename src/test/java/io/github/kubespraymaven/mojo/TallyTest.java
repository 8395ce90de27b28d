package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally("Fetching");

    @Test
    void aLineSaysWhatHowMuchHowFastAndHowLongToGo() {
        expect("a", 100_000_000);
        expect("b", 50_000_000);
        tally.finish("b", 50_000_000);
        tally.advance("a", 10_000_000);

        assertEquals("Fetching 1 of 2 files, 60.0 of 150.0 MB, 15.0 MB/s, 6 s to go", text(Duration.ofSeconds(4)));
        assertEquals(
                "Fetching 1 of 2 files, 60.0 of 150.0 MB, 0.6 MB/s, 2 min 30 s to go", text(Duration.ofSeconds(100)));
    }

    @Test
    void atFirstThereIsNoRate() {
        expect("a", 100_000_000);
        assertEquals("Fetching 0 of 1 file, 0.0 of 100.0 MB", text(Duration.ofSeconds(9)));

        tally.advance("a", 1_000_000);
        assertEquals("Fetching 0 of 1 file, 1.0 of 100.0 MB", text(Duration.ofMillis(999)));
    }

    @Test
    void whereASizeIsUnknownSoIsTheEnd() {
        expect("a", 1_000_000);
        tally.expect("b", OptionalLong.empty());
        tally.advance("b", 3_000_000);

        assertEquals("Fetching 0 of 2 files, 3.0 MB, 1.5 MB/s", text(Duration.ofSeconds(2)));

        expect("b", 5_000_000);
        tally.expect("b", OptionalLong.empty());
        assertEquals("Fetching 0 of 2 files, 3.0 of 6.0 MB, 1.5 MB/s, 2 s to go", text(Duration.ofSeconds(2)));
    }

    @Test
    void aFileThatBeginsAgainCountsOnce() {
        expect("a", 10_000_000);
        tally.advance("a", 9_000_000);
        tally.advance("a", 1_000_000);

        assertEquals("Fetching 0 of 1 file, 1.0 of 10.0 MB", text(Duration.ZERO));
    }

    @Test
    void whatNeedNotComeDoesNotCount() {
        expect("a", 10_000_000);
        expect("b", 10_000_000);
        tally.drop("b");
        assertTrue(tally.isUnderWay());

        tally.finish("a", 10_000_000);
        assertFalse(tally.isUnderWay());
    }

    @Test
    void whatWasTransferredCountsAlthoughAnotherNeedsItToo() {
        expect("a", 10_000_000);
        expect("b", 10_000_000);
        tally.finish("a", 10_000_000);
        tally.drop("a");
        assertEquals("Fetching 1 of 2 files, 10.0 of 20.0 MB", text(Duration.ZERO));
    }

    private String text(Duration elapsed) {
        return tally.text(elapsed, 80);
    }

    private void expect(String file, long bytes) {
        tally.expect(file, OptionalLong.of(bytes));
    }
}
