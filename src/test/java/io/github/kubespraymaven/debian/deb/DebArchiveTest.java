package io.github.kubespraymaven.debian.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.tree.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is a package, and what is refused as none. */
class DebArchiveTest {
    private static final DebLimits SMALL = new DebLimits(1 << 16, 1 << 20, 250, 1 << 18, 1000);

    private static TinyDeb honest() throws IOException {
        return TinyDeb.of("Package: a\nVersion: 1.0", tar -> tar.file("etc/a", 0644, "text"));
    }

    /** The names of all data entries; both archives are read. */
    private static List<String> read(byte[] deb) throws IOException {
        DebArchive archive = DebArchive.open(new ByteArrayInputStream(deb), "a.deb", SMALL);
        archive.control();
        List<String> names = new ArrayList<>();
        try (InputStream data = archive.data()) {
            DebArchive.entries(data, "a.deb", SMALL).writeTo((path, entry) -> {
                names.add(path.value());
                if (entry instanceof TreeEntry.RegularFile file) {
                    try (InputStream in = file.content().open()) {
                        in.readAllBytes();
                    }
                }
            });
        }
        return names;
    }

    private static byte[] with(byte[] bytes, byte[] more) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, both, bytes.length, more.length);
        return both;
    }

    private static void assertRefused(String message, TinyDeb deb) throws IOException {
        assertRefused(message, deb.bytes());
    }

    private static void assertRefused(String message, byte[] deb) {
        assertEquals(
                message, assertThrows(DebianException.class, () -> read(deb)).getMessage());
    }

    @Test
    void controlFilesAreReadWithTheirParagraph() throws IOException {
        byte[] control = TinyTar.of(tar -> tar.file("control", 0644, "Package: a\nVersion: 1.0\n")
                .file("conffiles", 0644, "/etc/a\nremove-on-upgrade /etc/b\n/etc/c\n")
                .file("postinst", 0755, "#!/bin/sh\n"));
        byte[] deb = honest().member("control.tar.xz", TinyDeb.xz(control)).bytes();
        ControlFiles files =
                DebArchive.open(new ByteArrayInputStream(deb), "a.deb", SMALL).control();
        assertEquals("1.0", files.paragraph().require("Version"));
        assertEquals(List.of("conffiles", "control", "postinst"), files.names());
        assertEquals(
                List.of(
                        new ControlFiles.Conffile("/etc/a", false),
                        new ControlFiles.Conffile("/etc/b", true),
                        new ControlFiles.Conffile("/etc/c", false)),
                files.conffiles());
        assertEquals("#!/bin/sh\n", files.text("postinst").orElse(""));
    }

    @Test
    void everyCompressionOfDpkgsIsRead() throws IOException {
        byte[] control = TinyTar.of(tar -> tar.file("control", 0644, "Package: a\n"));
        byte[] data = TinyTar.of(tar -> tar.file("etc/a", 0644, "text"));
        TinyDeb version = new TinyDeb().member("debian-binary", "2.0\n");
        assertEquals(
                List.of("etc/a"),
                read(version.member("control.tar", control)
                        .member("data.tar", data)
                        .bytes()));
        assertEquals(
                List.of("etc/a"),
                read(new TinyDeb()
                        .member("debian-binary", "2.0\n")
                        .member("control.tar.gz", TinyDeb.gzip(control))
                        .member("data.tar.zst", TinyDeb.zstd(data))
                        .bytes()));
    }

    @Test
    void membersThatBeginWithAnUnderscoreAreReadOver() throws IOException {
        byte[] data = TinyTar.of(tar -> tar.file("etc/a", 0644, "text"));
        TinyDeb deb = new TinyDeb()
                .member("debian-binary", "2.0\nmore\n")
                .member("_odd", "odd")
                .member("control.tar", TinyTar.of(tar -> tar.file("control", 0644, "Package: a\n")))
                .member("data.tar", data)
                .member("_gpgorigin", "signature");
        assertEquals(List.of("etc/a"), read(deb.bytes()));
    }

    @Test
    void whatIsNoPackageOfFormatTwoIsRefused() throws IOException {
        assertRefused(
                "a.deb, ar header: not a Debian package: it does not start with '!<arch>'",
                "<html>".getBytes(StandardCharsets.US_ASCII));
        assertRefused(
                "a.deb, debian-binary: format 2.0 is wanted, got '3.0'", honest().member("debian-binary", "3.0\n"));
        assertRefused("a.deb, control.tar.xz: debian-binary is wanted in its place", honest().without("debian-binary"));
        assertRefused("a.deb, data.tar.xz: control.tar is wanted in its place", honest().without("control.tar.xz"));
        assertRefused("a.deb, data.tar: missing", honest().without("data.tar.xz"));
        assertRefused(
                "a.deb, data.tar.lz4: a compression that is not known here (none, .gz, .xz and .zst are)",
                honest().without("data.tar.xz").member("data.tar.lz4", "x"));
        assertRefused("a.deb, data.tar: nothing may follow data.tar", honest().member("data.tar", "x"));
        assertRefused(
                "a.deb, control.tar: it holds no file named control",
                honest().member("control.tar.xz", TinyDeb.xz(TinyTar.of(tar -> tar.file("postinst", 0755, "x")))));
        assertRefused(
                "a.deb, control: one paragraph is wanted, got 2",
                TinyDeb.of("Package: a\n\nPackage: b", tar -> tar.directory("etc", 0755)));
    }

    @Test
    void controlFilesLieAtTheTopAndArePlainFiles() throws IOException {
        for (TinyDeb.Drawing drawing : List.<TinyDeb.Drawing>of(
                tar -> tar.symlink("control", "/etc/shadow"), tar -> tar.directory("control", 0755))) {
            assertRefused(
                    "a.deb, control.tar: control is no plain file at its top",
                    honest().member("control.tar.xz", TinyDeb.xz(TinyTar.of(drawing))));
        }
        assertRefused(
                "a.deb, control.tar: a/control is no plain file at its top",
                honest().member("control.tar.xz", TinyDeb.xz(TinyTar.of(tar -> tar.file("a/control", 0644, "")))));
        assertRefused(
                "a.deb, control.tar: control is given twice",
                honest().member("control.tar.xz", TinyDeb.xz(TinyTar.of(tar -> tar.file("control", 0644, "A: a\n")
                        .file("control", 0644, "A: a\n")))));
    }

    @Test
    void aPackageCutOffAnywhereIsRefused() throws IOException {
        byte[] deb = honest().bytes();
        assertEquals(List.of("etc/a"), read(deb));
        for (int length = 0; length < deb.length; length++) {
            byte[] cut = Arrays.copyOf(deb, length);
            DebianException refused =
                    assertThrows(DebianException.class, () -> read(cut), "cut off after " + length + " bytes");
            assertEquals("a.deb, ", String.valueOf(refused.getMessage()).substring(0, 7));
        }
    }

    @Test
    void garbageAfterThePackageAndAfterCompressedDataIsRefused() throws IOException {
        byte[] deb = honest().bytes();
        byte[] longer = Arrays.copyOf(deb, deb.length + 10);
        assertRefused("a.deb, data.tar.xz: followed by less than a header", longer);
        byte[] zero = Arrays.copyOf(deb, deb.length + 60);
        assertRefused("a.deb, data.tar.xz: followed by what is not a header", zero);

        byte[] xz = TinyDeb.xz(TinyTar.of(tar -> tar.file("etc/a", 0644, "text")));
        assertRefused(
                "a.deb, data.tar: cannot be decompressed: Garbage after a valid XZ Stream",
                honest().member("data.tar.xz", with(xz, "garbage bytes".getBytes(StandardCharsets.US_ASCII))));
        assertRefused(
                "a.deb, data.tar: its compressed data is cut off",
                honest().member("data.tar.xz", Arrays.copyOf(xz, xz.length - 4)));
        byte[] plain = TinyTar.of(tar -> tar.file("etc/a", 0644, "text"));
        byte[] dirty = Arrays.copyOf(plain, plain.length + 512);
        dirty[dirty.length - 1] = 1;
        assertRefused("a.deb, data.tar: something follows its end", honest().member("data.tar.xz", TinyDeb.xz(dirty)));
    }

    @Test
    void damageIsNoticed() throws IOException {
        byte[] xz = TinyDeb.xz(TinyTar.of(tar -> tar.file("etc/a", 0644, "text")));
        xz[xz.length / 2] ^= 0x55;
        byte[] deb = honest().member("data.tar.xz", xz).bytes();
        String message = String.valueOf(
                assertThrows(DebianException.class, () -> read(deb)).getMessage());
        assertEquals("a.deb, data.tar: cannot be decompressed", message.substring(0, message.lastIndexOf(':')));
        byte[] tar = TinyTar.of(t -> t.file("etc/a", 0644, "text"));
        tar[512] ^= 1;
        assertRefused(
                "a.deb, data.tar: a header whose checksum is wrong, after entry 1",
                honest().member("data.tar.xz", TinyDeb.xz(tar)));
    }

    @Test
    void anArchiveThatUnpacksToTenThousandTimesItsSizeIsRefused() throws IOException {
        byte[] zeros = TinyTar.of(tar -> tar.file("zeros", 0644, "\0".repeat(1 << 19)));
        for (String name : List.of("data.tar.xz", "data.tar.zst", "data.tar.gz")) {
            byte[] small = name.endsWith("xz")
                    ? TinyDeb.xz(zeros)
                    : name.endsWith("zst") ? TinyDeb.zstd(zeros) : TinyDeb.gzip(zeros);
            TinyDeb deb = honest().without("data.tar.xz").member(name, small);
            long most = Math.max(1 << 18, small.length * 250L);
            assertRefused(
                    "a.deb, data.tar: its " + small.length + " bytes unpack to more than " + most
                            + ", which no package's do",
                    deb);
        }
    }

    @Test
    void anArchiveThatIsSimplyTooLargeIsRefused() throws IOException {
        byte[] data = TinyTar.of(tar -> tar.file("large", 0644, "x".repeat(1 << 20)));
        assertRefused(
                "a.deb, data.tar: it unpacks to more than 1048576 bytes",
                honest().without("data.tar.xz").member("data.tar", data));
        byte[] control = TinyTar.of(tar -> tar.file("control", 0644, "x".repeat(1 << 16)));
        assertRefused(
                "a.deb, control.tar: it unpacks to more than 65536 bytes",
                honest().member("control.tar.xz", TinyDeb.xz(control)));
        byte[] many = TinyTar.of(tar -> {
            for (int i = 0; i < 1001; i++) {
                tar.directory("d" + i, 0755);
            }
        });
        assertRefused(
                "a.deb, data.tar: it has more than 1000 entries",
                honest().without("data.tar.xz").member("data.tar", many));
    }

    @Test
    void aMembersSizeThatIsNoneIsRefused() throws IOException {
        byte[] deb = honest().bytes();
        byte[] size = "-1        ".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, deb, 8 + 48, size.length);
        assertRefused("a.deb, debian-binary: its size is not a number", deb);
        byte[] beyond = honest().bytes();
        byte[] large = "9999999999".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(large, 0, beyond, 8 + 48, large.length);
        long missing = 9999999999L - (beyond.length - 8 - 60);
        assertRefused("a.deb, debian-binary: cut off: " + missing + " of its 9999999999 bytes are missing", beyond);
    }
}
