package io.github.kubespraymaven.python.sdist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.OpenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdistTarTest {
    @TempDir
    Path directory;

    @Test
    void whatIsNoArchiveIsNotLeftOpen() throws IOException {
        Path file = Files.writeString(directory.resolve("demo-1.0.tar.gz"), "<html>");

        assertThrows(IOException.class, () -> SdistTar.read(file, "demo-1.0.tar.gz", (member, content) -> true));
        assertEquals(List.of(), OpenFiles.below(directory));
    }
}
