package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.concurrent.StuckTask;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RegistryTasksTest {
    private final StuckTask stuck = new StuckTask();

    @Test
    void anErrorInOneIsTheEnd() {
        NoClassDefFoundError end = assertThrows(
                NoClassDefFoundError.class,
                () -> RegistryTasks.map(2, List.of("dies", "waits"), item -> {
                    if (item.equals("dies")) {
                        throw new NoClassDefFoundError("gone");
                    }
                    return stuck.call();
                }));
        assertEquals("gone", end.getMessage());
    }

    @Test
    void whenItHasFailedNobodyIsAtWorkAnyMore() {
        assertThrows(
                IOException.class,
                () -> RegistryTasks.map(2, List.of("fails", "waits"), item -> {
                    if (item.equals("fails")) {
                        stuck.awaitBegun();
                        throw new IOException("full");
                    }
                    return stuck.call();
                }));
        assertTrue(stuck.hasEnded());
    }
}
