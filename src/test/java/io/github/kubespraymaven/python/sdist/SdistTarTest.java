package io.github.kubespraymaven.python.sdist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.OpenFiles;
import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.python.PythonException.SdistException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdistTarTest {
    @TempDir
    Path directory;

    @Test
    void whatIsNoArchiveIsNotLeftOpen() throws IOException {
        Path file = Files.writeString(directory.resolve("demo-1.0.tar.gz"), "<html>");

        assertThrows(IOException.class, () -> SdistTar.read(file, "demo-1.0.tar.gz", (member, content) -> {}));
        assertEquals(List.of(), OpenFiles.below(directory));
    }

    private String refusal(byte[] tar) throws IOException {
        Path file = Files.write(directory.resolve("demo-1.0.tar.gz"), TinyDeb.gzip(tar));
        return String.valueOf(
                assertThrows(SdistException.class, () -> SdistTar.read(file, "demo", (member, content) -> {}))
                        .getMessage());
    }

    @Test
    void damagedAndHostileArchivesAreRefused() throws IOException {
        byte[] wrong = TinyTar.of(tar -> tar.entry("../x", TarConstants.LF_NORMAL, 0644, "", ""));
        assertEquals("demo: a member's name leads out of the archive or is no path: '../x'", refusal(wrong));
        wrong[512] ^= 1;
        assertEquals("demo: a header whose checksum is wrong, after entry 1", refusal(wrong));
        byte[] whole = TinyTar.with(TinyTar.of(tar -> tar.file("x", 0644, "x".repeat(1000))), 0, "a/x");
        assertEquals(
                "demo: a/x: cut off: 400 of its 1000 bytes are missing", refusal(Arrays.copyOf(whole, 1024 + 600)));
    }

    @Test
    void aNameLongerThanAnyPathIsNone() throws IOException {
        String refusal = refusal(TinyTar.of(tar -> tar.file("x/".repeat(3000) + "x", 0644, "")));
        assertTrue(refusal.startsWith("demo: a member's name leads out of the archive or is no path: "), refusal);
    }

    @Test
    void zerosBehindTheEndAreNoWayRoundTheBounds() throws IOException {
        byte[] tar = TinyTar.of(t -> t.directory("demo", 0755));
        String refusal = refusal(Arrays.copyOf(tar, 20 << 20));
        assertTrue(refusal.endsWith(": a decompression bomb"), refusal);
    }

    @Test
    void otherKindsThanFilesAndSymbolicLinksAreRefused() throws IOException {
        for (byte kind : new byte[] {TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO, (byte) 'M'}) {
            assertEquals(
                    "demo: a/b is neither a regular file nor a symbolic link",
                    refusal(TinyTar.with(TinyTar.of(tar -> tar.entry("a/b", kind, 0644, "a", "")), 0, "a/b\0\0")));
        }
    }
}
