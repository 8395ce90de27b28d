package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransferStatisticsTest {
    private final TransferStatistics statistics = new TransferStatistics("Fetching");

    @Test
    void aLineSaysWhatHowMuchHowFastAndHowLongToGo() {
        expect("a", 100_000_000);
        expect("b", 50_000_000);
        statistics.finish("b", 50_000_000);
        statistics.advance("a", 10_000_000);

        assertEquals("Fetching 1 of 2 files, 60.0 of 150.0 MB, 15.0 MB/s, 6 s to go", text(Duration.ofSeconds(4)));
        assertEquals(
                "Fetching 1 of 2 files, 60.0 of 150.0 MB, 0.6 MB/s, 2 min 30 s to go", text(Duration.ofSeconds(100)));
    }

    @Test
    void atFirstThereIsNoRate() {
        expect("a", 100_000_000);
        assertEquals("Fetching 0 of 1 file, 0.0 of 100.0 MB", text(Duration.ofSeconds(9)));

        statistics.advance("a", 1_000_000);
        assertEquals("Fetching 0 of 1 file, 1.0 of 100.0 MB", text(Duration.ofMillis(999)));
    }

    @Test
    void whereASizeIsUnknownSoIsTheEnd() {
        expect("a", 1_000_000);
        statistics.expect("b", OptionalLong.empty());
        statistics.advance("b", 3_000_000);

        assertEquals("Fetching 0 of 2 files, 3.0 MB, 1.5 MB/s", text(Duration.ofSeconds(2)));

        expect("b", 5_000_000);
        statistics.expect("b", OptionalLong.empty());
        assertEquals("Fetching 0 of 2 files, 3.0 of 6.0 MB, 1.5 MB/s, 2 s to go", text(Duration.ofSeconds(2)));
    }

    @Test
    void aFileThatBeginsAgainCountsOnce() {
        expect("a", 10_000_000);
        statistics.advance("a", 9_000_000);
        statistics.advance("a", 1_000_000);

        assertEquals("Fetching 0 of 1 file, 1.0 of 10.0 MB", text(Duration.ZERO));
    }

    @Test
    void whatNeedNotComeDoesNotCount() {
        expect("a", 10_000_000);
        expect("b", 10_000_000);
        statistics.drop("b");
        assertTrue(statistics.isUnderWay());

        statistics.finish("a", 10_000_000);
        assertFalse(statistics.isUnderWay());
    }

    @Test
    void whatWasTransferredCountsAlthoughAnotherNeedsItToo() {
        expect("a", 10_000_000);
        expect("b", 10_000_000);
        statistics.finish("a", 10_000_000);
        statistics.drop("a");
        assertEquals("Fetching 1 of 2 files, 10.0 of 20.0 MB", text(Duration.ZERO));
    }

    private String text(Duration elapsed) {
        return statistics.text(elapsed, 80);
    }

    private void expect(String file, long bytes) {
        statistics.expect(file, OptionalLong.of(bytes));
    }
}
