package io.github.kubespraymaven.offline.download;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.file.UnwritableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    @TempDir
    Path tree;

    @Test
    void aServerThatAnnouncesMoreThanTheDiskHoldsIsRefusedBeforeTheFirstByte() throws IOException {
        DiskSpace space = new DiskSpace();
        Path file = tree.resolve("a");
        String message = String.valueOf(assertThrows(UnwritableException.class, () -> space.claim(file, 1L << 60))
                .getMessage());
        assertTrue(message.startsWith(file + " cannot be written: it needs 1152921504606.8 MB, and "), message);
        long free = Files.getFileStore(tree).getUsableSpace();
        space.claim(file, free / 2);
        assertThrows(UnwritableException.class, () -> space.claim(tree.resolve("b"), free));
        space.written(file, free / 2);
        space.claim(tree.resolve("c"), free / 4);
    }
}
