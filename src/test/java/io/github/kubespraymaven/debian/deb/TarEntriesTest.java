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
        byte[] ustar = TinyTar.with(tar, 345, "./usr/share");
        assertEquals("0644 0:0 usr/share/name: text", read(TinyTar.with(ustar, 0, "name\0\0")));
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
        assertRefused(".: the root is a directory", tar -> tar.entry(".", TarConstants.LF_SYMLINK, 0777, "/", ""));
        assertRefused(
                "./: a slash behind its name, and it is no directory",
                tar -> tar.entry("./", TarConstants.LF_SYMLINK, 0777, "/", ""));
    }

    @Test
    void devicesPipesAndSparseFilesAreRefused() throws IOException {
        String wanted = ", where files, directories and links may be";
        assertRefused("./a: a character device" + wanted, t -> t.entry("a", TarConstants.LF_CHR, 0644, "", ""));
        assertRefused("./a: a block device" + wanted, t -> t.entry("a", TarConstants.LF_BLK, 0644, "", ""));
        assertRefused("./a: a pipe" + wanted, t -> t.entry("a", TarConstants.LF_FIFO, 0644, "", ""));
        assertRefused("./a: a sparse file" + wanted, TinyTar.with(TinyTar.of(t -> t.file("a", 0644, "")), 156, "S"));
        assertRefused(
                "./a: an entry of type M" + wanted, TinyTar.with(TinyTar.of(t -> t.file("a", 0644, "")), 156, "M"));
        assertRefused(
                "./a: a sparse file" + wanted,
                TinyTar.extension("x", "24 GNU.sparse.realsize=9\n".replace("24", "25")));
    }

    @Test
    void sizesThatLieAreRefused() throws IOException {
        byte[] tar = TinyTar.of(t -> t.file("a", 0644, "text"));
        assertRefused(
                "./a: cut off: " + (077777777777L - (tar.length - 2 * 512)) + " of its 8589934591 bytes are missing",
                TinyTar.with(tar, 124, "77777777777\0"));
        assertRefused("./a: its size is not a number", TinyTar.with(tar, 124, "-1         \0"));
        assertRefused(
                "./a: its size is not a number",
                TinyTar.with(tar, 124, "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"));
        assertRefused(
                "./a: 4 bytes of content, and it is no file",
                TinyTar.with(TinyTar.of(t -> t.file("a", 0644, "text")), 156, "2b"));
    }

    @Test
    void headersForNamesAreBoundedAndWellFormed() throws IOException {
        byte[] huge = TinyTar.with(TinyTar.of(t -> t.file("a", 0644, "text")), 156, "L");
        assertRefused(
                "a header for a long name: it may have 65536 bytes, got 536870912",
                TinyTar.with(huge, 124, "04000000000\0"));
        assertRefused("./a: its pax header is malformed", TinyTar.extension("x", "nonsense"));
        assertRefused("./a: its pax header is malformed", TinyTar.extension("x", "99 path=b\n"));
        assertRefused("./a: its pax header's size is not a number", TinyTar.extension("x", "11 size=-1\n"));
    }

    @Test
    void namesAreUtf8() throws IOException {
        byte[] latin = TinyTar.with(TinyTar.of(t -> t.file("a", 0644, "text")), 0, "./\u00e9");
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
