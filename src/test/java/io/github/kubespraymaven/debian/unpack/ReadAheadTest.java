package io.github.kubespraymaven.debian.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.debian.deb.DebLimits;
import io.github.kubespraymaven.tree.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadAheadTest {
    private static final PackageFile GOOD = file("good", () -> BuiltPackages.of("good", tar -> tar.file("a", 0644, "a"))
            .deb()
            .open());

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static PackageFile file(String name, Opening opening) {
        return new PackageFile(name, "1.0", "all", new Content() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() throws IOException {
                return opening.open();
            }
        });
    }

    @Test
    void anErrorInADecoderIsTheReadersEnd() {
        PackageFile dying = file("dying", () -> {
            throw new NoClassDefFoundError("gone");
        });
        try (ReadAhead ahead = new ReadAhead(List.of(dying), DebLimits.GENEROUS)) {
            IllegalStateException end =
                    assertThrows(IllegalStateException.class, () -> ahead.next().read());
            assertEquals("java.lang.NoClassDefFoundError: gone", String.valueOf(end.getCause()));
        }
    }

    @Test
    void decodersThatEndWithoutAWordAreTheReadersEnd() {
        PackageFile silent = file("silent", () -> {
            Thread.currentThread().interrupt();
            return GOOD.deb().open();
        });
        try (ReadAhead ahead = new ReadAhead(List.of(silent, silent), DebLimits.GENEROUS)) {
            assertEquals(
                    "the packages could not be decompressed to their end; try again",
                    assertThrows(IOException.class, () -> ahead.next().read()).getMessage());
        }
    }

    @Test
    void whenItIsClosedNoDecoderIsAtWorkAnyMore() throws IOException {
        PackageFile large =
                file("large", () -> BuiltPackages.of("large", tar -> tar.file("a", 0644, "x".repeat(16 << 20)))
                        .deb()
                        .open());
        try (ReadAhead ahead = new ReadAhead(List.of(large, large), DebLimits.GENEROUS)) {
            assertTrue(ahead.next().read() >= 0);
            assertEquals(2, decoders());
        }
        assertEquals(0, decoders());
    }

    private static long decoders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kubespray-unpack"))
                .count();
    }
}
