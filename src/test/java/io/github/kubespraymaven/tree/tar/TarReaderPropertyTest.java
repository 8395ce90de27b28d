package io.github.kubespraymaven.tree.tar;

import io.github.kubespraymaven.debian.deb.TinyTar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives that are wrong anywhere are read, or are errors that can be told: nothing else happens. */
class TarReaderPropertyTest {
    /** Writes a text, of which each character is a byte, over those of a header, whose checksum is then right. */
    private record Change(int offset, String bytes) {}

    @Property(tries = 2000)
    void whateverAHeaderSaysItIsReadOrRefused(
            @ForAll("changes") List<Change> changes, @ForAll TarDialect dialect, @ForAll boolean longNames)
            throws IOException {
        String name = longNames ? "n".repeat(150) : "a";
        byte[] tar = TinyTar.of(
                TarArchiveOutputStream.LONGFILE_POSIX,
                t -> t.file(name, 0644, "text").symlink("b", name).directory("c", 0755));
        for (Change change : changes) {
            tar = TinyTar.with(tar, change.offset(), change.bytes());
        }
        try {
            read(tar, dialect);
        } catch (IOException e) {
            // Refused.
        }
    }

    private static void read(byte[] bytes, TarDialect dialect) throws IOException {
        TarReader tar = new TarReader(
                new ByteArrayInputStream(bytes),
                dialect,
                TarErrors.of((problem, cause) -> new IOException(problem, cause.orElse(null))));
        for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
            tar.content().transferTo(OutputStream.nullOutputStream());
            next.get().refusal();
            next.get().details().records();
            next.get().details().time();
            next.get().details().device();
        }
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        // Not beyond the header's first content block, which may be a pax header's.
        Arbitrary<Integer> offsets = Arbitraries.integers().between(0, 1000);
        Arbitrary<String> bytes = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('\0', '\u00ff')
                        .ofMinLength(1)
                        .ofMaxLength(12),
                Arbitraries.of("7", "x", "L", "K", "g", "S", "8 path=\n", "77777777777\0", "\0\0\0"));
        return Combinators.combine(offsets, bytes)
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
