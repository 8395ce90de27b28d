package io.github.kubespraymaven.debian.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.tree.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Which tar entries a package may hold, and how they are read. */
class TarEntriesTest {

    private static String read(byte[] tar) throws IOException {
        StringJoiner lines = new StringJoiner("\n");
        new TarEntries(new ByteArrayInputStream(tar), "a.deb", "data.tar", 100).writeTo((path, entry) -> {
            TreeEntry.Attributes a = entry.attributes();
            String what = entry instanceof TreeEntry.Symlink link ? " -> " + link.target() : "";
            if (entry instanceof TreeEntry.HardLink link) {
                what = " = " + link.target();
            } else if (entry instanceof TreeEntry.RegularFile file) {
                try (InputStream in = file.content().open()) {
                    what = ": " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            lines.add(String.format("%04o %d:%d %s%s", a.mode(), a.uid(), a.gid(), path, what));
        });
        return lines.toString();
    }

    private static void assertRefused(String message, TinyDeb.Drawing drawing) throws IOException {
        assertRefused(message, TinyTar.of(drawing));
    }

    private static void assertRefused(String message, byte[] tar) {
        assertEquals(
                "a.deb, data.tar, " + message,
                assertThrows(DebianException.class, () -> read(tar)).getMessage());
    }

    /** Writes a field of the second header (the first is the root's), and makes its checksum right again. */
    private static byte[] with(byte[] tar, int offset, byte[] field) {
        System.arraycopy(field, 0, tar, 512 + offset, field.length);
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : tar[512 + i] & 0xff;
        }
        byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, 512 + 148, 8);
        return tar;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void kindsModesAndOwnersAreKept() throws IOException {
        assertEquals(
                """
                2775 0:50 var/local
                4755 0:0 usr/bin/su: binary
                2755 0:42 usr/bin/chage:\s
                0777 0:0 usr/bin/sg -> newgrp
                0755 0:0 usr/bin/perl5 = usr/bin/su""",
                read(TinyTar.of(tar -> tar.entry("var/local/", TarConstants.LF_DIR, 02775, 0, 50, "", "")
                        .file("usr/bin/su", 04755, "binary")
                        .entry("usr/bin/chage", TarConstants.LF_NORMAL, 02755, 0, 42, "", "")
                        .symlink("usr/bin/sg", "newgrp")
                        .hardLink("usr/bin/perl5", "usr/bin/su"))));
    }

    @Test
    void longNamesAndTargetsAreReadInEveryFormat() throws IOException {
        String name = "usr/" + "ő".repeat(60) + "/" + "b".repeat(200);
        String target = "../" + "t".repeat(300);
        TinyDeb.Drawing drawing =
                tar -> tar.file(name, 0644, "text").symlink("link", target).hardLink("hard", name);
        String expected = "0644 0:0 " + name + ": text\n0777 0:0 link -> " + target + "\n0755 0:0 hard = " + name;
        assertEquals(expected, read(TinyTar.of(TarArchiveOutputStream.LONGFILE_GNU, drawing)));
        assertEquals(expected, read(TinyTar.of(TarArchiveOutputStream.LONGFILE_POSIX, drawing)));
    }

    @Test
    void theNamePrefixOfUstarIsPutBefore() throws IOException {
        byte[] tar = TinyTar.of(t -> t.file("name", 0644, "text"));
        byte[] ustar = with(tar, 345, bytes("./usr/share"));
        assertEquals("0644 0:0 usr/share/name: text", read(with(ustar, 0, bytes("name\0\0"))));
    }

    @Test
    void namesThatLeaveTheRootAreRefused() throws IOException {
        assertRefused(
                "../etc/passwd: a path with an empty name, '.' or '..' in it: '../etc/passwd'",
                tar -> tar.file("../etc/passwd", 0644, "x"));
        assertRefused(
                "./usr/../../etc/passwd: a path with an empty name, '.' or '..' in it: 'usr/../../etc/passwd'",
                tar -> tar.file("usr/../../etc/passwd", 0644, "x"));
        assertRefused("/etc/passwd: an absolute path: /etc/passwd", tar -> tar.file("/etc/passwd", 0644, "x"));
        assertRefused(
                "./a: an absolute path: /etc/shadow",
                tar -> tar.entry("a", TarConstants.LF_LINK, 0644, "/etc/shadow", ""));
        assertRefused(
                "./a: a path with an empty name, '.' or '..' in it: '../../etc/shadow'",
                tar -> tar.entry("a", TarConstants.LF_LINK, 0644, "../../etc/shadow", ""));
        assertRefused("./: the root is a directory", tar -> tar.entry("./", TarConstants.LF_SYMLINK, 0777, "/", ""));
    }

    @Test
    void devicesPipesAndSparseFilesAreRefused() throws IOException {
        String wanted = ", where files, directories and links may be";
        assertRefused("./a: a character device" + wanted, t -> t.entry("a", TarConstants.LF_CHR, 0644, "", ""));
        assertRefused("./a: a block device" + wanted, t -> t.entry("a", TarConstants.LF_BLK, 0644, "", ""));
        assertRefused("./a: a pipe" + wanted, t -> t.entry("a", TarConstants.LF_FIFO, 0644, "", ""));
        assertRefused("./a: a sparse file" + wanted, with(TinyTar.of(t -> t.file("a", 0644, "")), 156, bytes("S")));
        assertRefused(
                "./a: an entry of type M" + wanted, with(TinyTar.of(t -> t.file("a", 0644, "")), 156, bytes("M")));
        assertRefused(
                "./a: sparse files are not known here, as they are not to dpkg",
                pax("24 GNU.sparse.realsize=9\n".replace("24", "25")));
    }

    @Test
    void sizesThatLieAreRefused() throws IOException {
        byte[] tar = TinyTar.of(t -> t.file("a", 0644, "text"));
        assertRefused(
                "./a: cut off: " + (077777777777L - (tar.length - 2 * 512)) + " of its 8589934591 bytes are missing",
                with(tar, 124, bytes("77777777777\0")));
        assertRefused("./a: its size is not a number", with(tar, 124, bytes("-1         \0")));
        assertRefused(
                "./a: its size is not a number",
                with(tar, 124, bytes("\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")));
        assertRefused(
                "./a: 4 bytes of content, and it is no file",
                with(TinyTar.of(t -> t.file("a", 0644, "text")), 156, bytes("2b")));
    }

    @Test
    void headersForNamesAreBoundedAndWellFormed() throws IOException {
        byte[] huge = with(TinyTar.of(t -> t.file("a", 0644, "text")), 156, bytes("L"));
        assertRefused(
                "a header for a long name: it may have 65536 bytes, got 536870912",
                with(huge, 124, bytes("04000000000\0")));
        assertRefused("./a: its pax header is malformed", pax("nonsense"));
        assertRefused("./a: its pax header is malformed", pax("99 path=b\n"));
        assertRefused("./a: its pax header's size is not a number", pax("11 size=-1\n"));
    }

    /** A pax header named a with this content. */
    private static byte[] pax(String records) throws IOException {
        return with(TinyTar.of(t -> t.file("a", 0644, records)), 156, bytes("x"));
    }

    @Test
    void namesAreUtf8() throws IOException {
        byte[] latin = with(TinyTar.of(t -> t.file("a", 0644, "text")), 0, bytes("./\u00e9"));
        assertEquals(
                "a.deb, data.tar: a name is not UTF-8",
                assertThrows(DebianException.class, () -> read(latin)).getMessage());
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        assertRefused(
                "./a: a link's target has 1 to 4095 bytes, got 0",
                tar -> tar.entry("a", TarConstants.LF_SYMLINK, 0777, "", ""));
        assertRefused("./a: a link's target has 1 to 4095 bytes, got 5000", tar -> tar.symlink("a", "x".repeat(5000)));
    }
}
