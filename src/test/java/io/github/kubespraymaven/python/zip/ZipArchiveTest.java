package io.github.kubespraymaven.python.zip;

import static io.github.kubespraymaven.python.zip.ZipFixture.buffer;
import static io.github.kubespraymaven.python.zip.ZipFixture.deflated;
import static io.github.kubespraymaven.python.zip.ZipFixture.source;
import static io.github.kubespraymaven.python.zip.ZipFixture.stored;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.python.PythonException.ZipException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {

    private static ZipArchive open(byte[] bytes) throws IOException {
        return ZipArchive.open(source(bytes), "a.whl");
    }

    private static String text(byte[] zip, String name) throws IOException {
        ZipArchive archive = open(zip);
        return new String(archive.read(archive.find(name).orElseThrow(), 1000), StandardCharsets.UTF_8);
    }

    private static String refusal(byte[] zip) {
        return String.valueOf(assertThrows(ZipException.class, () -> {
                    ZipArchive archive = open(zip);
                    for (ZipMember member : archive.members().values()) {
                        archive.read(member, Integer.MAX_VALUE);
                    }
                })
                .getMessage());
    }

    @Test
    void readsDeflatedAndStoredMembersInAnyOrder() throws IOException {
        byte[] zip = new ZipFixture()
                .add(deflated("b/one.py", "print('one')\n"))
                .add(stored("a.txt", "two"))
                .add(deflated("empty", ""))
                .bytes();
        assertEquals(
                List.of("b/one.py", "a.txt", "empty"),
                List.copyOf(open(zip).members().keySet()));
        assertEquals("two", text(zip, "a.txt"));
        assertEquals("print('one')\n", text(zip, "b/one.py"));
        assertEquals("", text(zip, "empty"));
    }

    @Test
    void readsMembersLongerThanOnePieceOfReading() throws IOException {
        byte[] noise = new byte[1_000_000];
        new Random(1).nextBytes(noise);
        byte[] zip = new ZipFixture()
                .add(deflated("noise", noise))
                .add(stored("z", "z"))
                .bytes();
        ZipArchive archive = open(zip);
        assertArrayEquals(noise, archive.read(archive.find("noise").orElseThrow(), noise.length));
    }

    @Test
    void readsWhatAStreamingWriterLeavesWithDataDescriptors() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("dir/"));
            out.putNextEntry(new ZipEntry("dir/ü"));
            out.write("text".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(
                List.of("dir/ü"),
                List.copyOf(open(bytes.toByteArray()).members().keySet()));
        assertEquals("text", text(bytes.toByteArray(), "dir/ü"));
    }

    @Test
    void readsADirectoryLongerThanTheTailInOneMoreRead() throws IOException {
        ZipFixture fixture = new ZipFixture();
        for (int i = 0; i < 2000; i++) {
            fixture.add(stored("some/rather/long/path/name/" + i, "x"));
        }
        assertEquals(2000, open(fixture.bytes()).members().size());
    }

    @Test
    void namesThatDifferInCaseOnlyAreTwoFiles() throws IOException {
        byte[] zip = new ZipFixture()
                .add(stored("readme", "1"))
                .add(stored("README", "2"))
                .bytes();
        assertEquals("1", text(zip, "readme"));
        assertEquals("2", text(zip, "README"));
    }

    @Test
    void onlyRegularFilesWithAnExecuteBitAreExecutable() throws IOException {
        ZipArchive archive = open(new ZipFixture()
                .add(stored("plain", ""))
                .add(stored("run", "").mode(0100755))
                .add(stored("untyped", "").mode(0000755))
                .bytes());
        assertEquals(
                List.of(false, true, false),
                archive.members().values().stream().map(ZipMember::executable).toList());
    }

    @Test
    void refusesNamesThatLeadOutOfTheArchive() {
        for (String name : List.of("../a", "a/../../b", "/etc/passwd", "a//b", "./a", "a\\..\\b", "a\0b", "/")) {
            assertEquals(
                    "a.whl: a member's name leads out of the archive or is no path: '" + name + "'",
                    refusal(new ZipFixture().add(stored(name, "x")).bytes()));
        }
    }

    @Test
    void refusesLinksAndDevices() {
        assertEquals(
                "a.whl, link: is a symbolic link, which a wheel cannot hold",
                refusal(new ZipFixture()
                        .add(stored("link", "/etc").mode(0120777))
                        .bytes()));
        assertEquals(
                "a.whl, null: is neither a regular file nor a directory",
                refusal(new ZipFixture().add(stored("null", "").mode(0020666)).bytes()));
    }

    @Test
    void refusesANameThatComesTwice() {
        assertEquals(
                "a.whl, x: is there twice",
                refusal(new ZipFixture()
                        .add(stored("x", "1"))
                        .add(stored("x", "2"))
                        .bytes()));
    }

    @Test
    void refusesEncryptedMembersAndOtherMethods() {
        assertEquals(
                "a.whl, x: is encrypted or a patch, which no wheel is",
                refusal(new ZipFixture().add(stored("x", "1").flags(1)).bytes()));
        assertEquals(
                "a.whl, x: compression method 12, where only deflate is used for wheels",
                refusal(new ZipFixture().add(stored("x", "1").method(12)).bytes()));
    }

    @Test
    void refusesMembersThatShareBytes() {
        assertEquals(
                "a.whl, y: overlaps with what follows it",
                refusal(new ZipFixture()
                        .add(deflated("y", "content"))
                        .add(deflated("x", "content").at(0))
                        .bytes()));
    }

    @Test
    void refusesDecompressionBombs() {
        byte[] zip = new ZipFixture().add(deflated("zeros", new byte[20 << 20])).bytes();
        String refusal = refusal(zip);
        assertEquals(
                "a.whl: unpacks 20424 bytes to 20971520: a decompression bomb",
                refusal.replaceFirst("unpacks \\d+", "unpacks 20424"));
    }

    @Test
    void refusesSizesAndChecksumsThatLie() {
        assertEquals(
                "a.whl, x: has more bytes than the 4 announced",
                refusal(new ZipFixture().add(deflated("x", "12345").size(4)).bytes()));
        assertEquals(
                "a.whl, x: has 5 bytes, not the 6 announced",
                refusal(new ZipFixture().add(deflated("x", "12345").size(6)).bytes()));
        assertEquals(
                "a.whl, x: is stored, but has two different sizes",
                refusal(new ZipFixture().add(stored("x", "12345").size(6)).bytes()));
        assertEquals(
                "a.whl, x: its CRC-32 is 83dcefb7, not 1",
                refusal(new ZipFixture().add(stored("x", "1").crc(1)).bytes()));
    }

    @Test
    void refusesALocalHeaderThatNamesAnotherFile() {
        assertEquals(
                "a.whl, x: its own header contradicts the archive's directory",
                refusal(new ZipFixture().add(stored("x", "1").localName("y")).bytes()));
    }

    @Test
    void refusesZip64SizesThatNobodyAskedFor() {
        byte[] extra =
                buffer(12).putShort((short) 1).putShort((short) 8).putLong(5).array();
        assertEquals(
                "a.whl, x: its zip64 sizes contradict its others",
                refusal(new ZipFixture().add(stored("x", "1").extra(extra)).bytes()));
    }

    @Test
    void refusesArchivesThatAreNotWhole() {
        byte[] zip = new ZipFixture().add(stored("x", "1")).bytes();
        assertEquals(
                "a.whl: no zip archive, or only a part of one: it has no end record",
                refusal(Arrays.copyOf(zip, zip.length - 1)));
        assertEquals("a.whl: no zip archive, or only a part of one: it has no end record", refusal(new byte[0]));
        assertEquals(
                "a.whl: something follows the end of the zip archive", refusal(Arrays.copyOf(zip, zip.length + 1)));
        assertEquals(
                "a.whl: its directory is damaged at header 2",
                refusal(new ZipFixture().add(stored("x", "1")).bytes(2)));
    }
}
