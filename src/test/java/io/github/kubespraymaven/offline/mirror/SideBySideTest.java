package io.github.kubespraymaven.offline.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SideBySideTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void resultsComeInTheOrderOfTheThings() throws IOException {
        assertEquals(List.of(2, 4, 6), new SideBySide(threads).map(2, List.of(1, 2, 3), one -> one * 2));
    }

    @Test
    void anErrorInOneGivesItsPlaceToTheNextAndIsTheEnd() {
        IllegalStateException end = assertThrows(
                IllegalStateException.class, () -> new SideBySide(threads).map(1, List.of(1, 2, 3), one -> {
                    throw new NoClassDefFoundError("gone");
                }));
        assertEquals("java.lang.NoClassDefFoundError: gone", String.valueOf(end.getCause()));
    }
}
