package io.github.kubespraymaven.debian.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The order by which the dynamic linker searches its cache. */
class LinkerCacheTest {
    @Test
    void digitsCountAsNumbersAndAreMoreThanLetters() {
        assertEquals(
                List.of("lib10.so", "lib9.so", "lib9", "libz.so.1", "libc.so.6", "libc++.so.1"),
                List.of("lib9", "lib10.so", "lib9.so", "libz.so.1", "libc++.so.1", "libc.so.6").stream()
                        .sorted(LinkerCache.ORDER.reversed())
                        .toList());
    }
}
